package dev.terse.app.config;

import dev.terse.app.settings.Key;
import dev.terse.app.settings.Readers;
import dev.terse.app.settings.Settings;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.DigestAlgorithm;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.link.Parsed;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.space.Lengths;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The settings that become {@link CodesConfig}. */
final class CodesKeys {
  static final Key<GeneratorName> GENERATOR = new Key<>(
      "codes.generator",
      "sequential",
      "How codes are drawn. `sequential`: one after the other, without a collision. `digest`: from"
          + " the target: one target has one code. `random`: for links meant to be private.",
      Readers.oneOf(GeneratorName.values()));
  static final Key<Alphabet> ALPHABET = new Key<>(
      "codes.alphabet",
      Alphabet.READABLE.characters(),
      "The characters of drawn codes, in order.",
      CodesKeys::alphabet);
  static final Key<Optional<Integer>> MIN_LENGTH = new Key<>(
      "codes.min-length",
      "",
      "Characters of the shortest code. Empty: " + byDefault(Lengths::min) + ".",
      CodesKeys::length);
  static final Key<Optional<Integer>> MAX_LENGTH = new Key<>(
      "codes.max-length",
      "",
      "Characters of the longest code; raise it when the codes run out. Empty: "
          + byDefault(Lengths::max) + ".",
      CodesKeys::length);
  static final Key<CodeOrder> ORDER = new Key<>(
      "codes.order",
      "shuffled",
      "The order of sequential codes. `shuffled`: nobody can guess a link's neighbours. `plain`: as"
          + " S counts.",
      Readers.oneOf(CodeOrder.values()));
  static final Key<List<String>> BLOCKED =
      new Key<>("codes.blocked", "", "Words that are never drawn as a code.", Readers::list);
  static final Key<Boolean> BLOCKED_IGNORE_CASE = new Key<>(
      "codes.blocked-ignore-case",
      "true",
      "Whether a blocked word blocks its spellings in upper and lower case too.",
      Readers::flag);
  static final Key<String> PREFIX = new Key<>(
      "codes.prefix",
      "",
      "Stands in front of every drawn code and is part of it: with `s/` links read"
          + " `https://sho.rt/s/xjjng`.",
      text -> text);
  static final Key<DigestAlgorithm> DIGEST = new Key<>(
      "codes.digest",
      "sha-256",
      "The digest of digest codes: `sha-256`, or `md5` for the codes that the Flask demo gave.",
      CodesKeys::digest);
  static final Key<Optional<String>> SECRET = new Key<>(
          "codes.secret",
          "",
          "Decides the shuffled order; at least 16 characters. Empty: made at first start, and"
              + " kept in the store.",
          (String text) -> text.isEmpty() ? Optional.<String>empty() : Optional.of(text))
      .secret();
  static final Key<Integer> LEASE_SIZE = new Key<>(
      "codes.lease-size",
      "1000",
      "Most numbers that this server leases at once. A crash skips so many and a quarter at most.",
      Readers::number);

  static final List<Key<?>> ALL = List.of(
      GENERATOR,
      ALPHABET,
      MIN_LENGTH,
      MAX_LENGTH,
      ORDER,
      BLOCKED,
      BLOCKED_IGNORE_CASE,
      PREFIX,
      DIGEST,
      SECRET,
      LEASE_SIZE);

  private CodesKeys() {}

  static CodesConfig bind(Settings settings) {
    GeneratorName generator = settings.get(GENERATOR);
    Alphabet alphabet = settings.get(ALPHABET);
    Integer min = settings.get(MIN_LENGTH).orElse(null);
    Integer max = settings.get(MAX_LENGTH).orElse(null);
    CodeOrder order = settings.get(ORDER);
    Set<String> blocked = Set.copyOf(settings.get(BLOCKED));
    boolean ignoreCase = settings.get(BLOCKED_IGNORE_CASE);
    String prefix = settings.get(PREFIX);
    DigestAlgorithm digest = settings.get(DIGEST);
    String secret = settings.get(SECRET).orElse(null);
    int lease = settings.get(LEASE_SIZE);
    return settings.make(
        "codes",
        () -> new CodesConfig(
            generator,
            alphabet,
            min,
            max,
            blocked,
            ignoreCase,
            prefix,
            order,
            digest,
            secret,
            lease),
        CodesConfig.DEFAULT);
  }

  private static String byDefault(ToIntFunction<Lengths> end) {
    return Arrays.stream(GeneratorName.values())
        .map(name -> "`" + name.text() + "` " + end.applyAsInt(name.defaultLengths()))
        .collect(Collectors.joining(", "));
  }

  private static Alphabet alphabet(String text) {
    return switch (Alphabet.parse(text)) {
      case Parsed.Valid<Alphabet> valid -> valid.value();
      case Parsed.Invalid<Alphabet> invalid ->
        throw new IllegalArgumentException("the alphabet " + invalid.reason());
    };
  }

  private static Optional<Integer> length(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Readers.number(text));
  }

  private static DigestAlgorithm digest(String text) {
    DigestAlgorithm algorithm = DigestAlgorithm.of(text);
    if (algorithm == null) {
      throw new IllegalArgumentException("'" + text + "' is none of sha-256, md5");
    }
    return algorithm;
  }
}
