package dev.terse.core.code;

import dev.terse.core.link.Code;
import dev.terse.core.link.Target;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.BlockedWords;
import dev.terse.core.space.Lengths;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Draws codes at random, for links that only those shall find who were given them: 11 characters of
 * the default alphabet are 64 bits. Safe for use by many threads.
 */
final class RandomCodes implements CodeGenerator {

  /** Codes of one length that may be in use or blocked before a longer one is drawn. */
  private static final int TRIES = 16;

  private final Alphabet alphabet;
  private final Lengths lengths;
  private final BlockedWords blocked;
  private final String prefix;
  private final RandomGenerator random;

  /** Draws as {@code config} says; {@code random} must be cryptographically strong. */
  public RandomCodes(CodesConfig config, RandomGenerator random) {
    alphabet = config.alphabet();
    lengths = config.lengths(GeneratorName.RANDOM);
    blocked = config.blockedWords();
    prefix = config.prefix();
    this.random = random;
  }

  @Override
  public Draw draw(Target target, int attempt) {
    for (int length = lengths.min() + attempt / TRIES; length <= lengths.max(); length++) {
      for (int i = 0; i < TRIES; i++) {
        String code = draw(length);
        if (!blocked.contains(code)) {
          return new Draw.Drawn(new Code(prefix + code));
        }
      }
    }
    return new Draw.Exhausted(String.format(
        Locale.ROOT,
        "too many random codes of %d to %d characters are in use: raise codes.max-length",
        lengths.min(),
        lengths.max()));
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public boolean isPrivate() {
    return true;
  }

  private String draw(int length) {
    StringBuilder code = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      code.append(alphabet.character(random.nextInt(alphabet.size())));
    }
    return code.toString();
  }
}
