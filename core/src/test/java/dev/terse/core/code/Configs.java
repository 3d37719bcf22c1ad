package dev.terse.core.code;

import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds configurations that differ from the default in a few settings. */
final class Configs {
  GeneratorName generator = GeneratorName.SEQUENTIAL;
  Alphabet alphabet = Alphabet.READABLE;

  @Nullable
  Integer minLength;

  @Nullable
  Integer maxLength;

  Set<String> blocked = Set.of();
  boolean blockedIgnoreCase = true;
  String prefix = "";
  CodeOrder order = CodeOrder.SHUFFLED;
  DigestAlgorithm digest = DigestAlgorithm.SHA_256;

  @Nullable
  String secret;

  int leaseSize = 1_000;

  /** The configuration of S's example file. */
  static Configs ofS() {
    Configs configs = new Configs().lengths(1, 3);
    configs.alphabet = Alphabet.S;
    configs.blocked = Set.of("get", "satan", "s3x");
    configs.blockedIgnoreCase = false;
    configs.order = CodeOrder.PLAIN;
    return configs;
  }

  Configs generator(GeneratorName value) {
    generator = value;
    return this;
  }

  Configs alphabet(String value) {
    alphabet = new Alphabet(value);
    return this;
  }

  Configs lengths(@Nullable Integer min, @Nullable Integer max) {
    minLength = min;
    maxLength = max;
    return this;
  }

  Configs blocked(String... words) {
    blocked = Set.of(words);
    return this;
  }

  Configs prefix(String value) {
    prefix = value;
    return this;
  }

  Configs order(CodeOrder value) {
    order = value;
    return this;
  }

  Configs digest(DigestAlgorithm value) {
    digest = value;
    return this;
  }

  Configs secret(@Nullable String value) {
    secret = value;
    return this;
  }

  Configs leaseSize(int value) {
    leaseSize = value;
    return this;
  }

  CodesConfig build() {
    return new CodesConfig(
        generator,
        alphabet,
        minLength,
        maxLength,
        blocked,
        blockedIgnoreCase,
        prefix,
        order,
        digest,
        secret,
        leaseSize);
  }
}
