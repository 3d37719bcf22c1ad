package dev.terse.core.code;

import dev.terse.core.link.Code;
import dev.terse.core.link.Target;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.BlockedWords;
import dev.terse.core.space.Lengths;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Draws the same code for the same target: the first characters of its digest, one more with each
 * attempt. Safe for use by many threads.
 *
 * <p>The digest is read as a binary fraction and written in the alphabet's base, so that a shorter
 * code begins a longer one. With 64 characters that is base64 of its bytes; with MD5 and
 * {@link Alphabet#BASE64URL} it gives the codes of the Flask demo.
 */
final class DigestCodes implements CodeGenerator {
  private final Alphabet alphabet;
  private final Lengths lengths;
  private final BlockedWords blocked;
  private final DigestAlgorithm digest;
  private final String prefix;

  /** Draws as {@code config} says. */
  public DigestCodes(CodesConfig config) {
    alphabet = config.alphabet();
    lengths = config.lengths(GeneratorName.DIGEST);
    blocked = config.blockedWords();
    digest = config.digest();
    prefix = config.prefix();
  }

  @Override
  public Draw draw(Target target, int attempt) {
    String longest = spell(target);
    int skip = attempt;
    for (int length = lengths.min(); length <= lengths.max(); length++) {
      String code = longest.substring(0, length);
      if (!blocked.contains(code) && skip-- == 0) {
        return new Draw.Drawn(new Code(prefix + code));
      }
    }
    return new Draw.Exhausted(String.format(
        Locale.ROOT,
        "all codes of this target with %d to %d characters are in use: raise codes.max-length, or"
            + " choose a code",
        lengths.min(),
        lengths.max()));
  }

  @Override
  public boolean isDeterministic() {
    return true;
  }

  private String spell(Target target) {
    BigInteger base = BigInteger.valueOf(alphabet.size());
    BigInteger rest = new BigInteger(1, digest(target));
    StringBuilder code = new StringBuilder(lengths.max());
    while (code.length() < lengths.max()) {
      BigInteger product = rest.multiply(base);
      BigInteger digit = product.shiftRight(digest.bits());
      code.append(alphabet.character(digit.intValueExact()));
      rest = product.subtract(digit.shiftLeft(digest.bits()));
    }
    return code.toString();
  }

  private byte[] digest(Target target) {
    try {
      return MessageDigest.getInstance(digest.javaName())
          .digest(target.value().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + digest.javaName(), e);
    }
  }
}
