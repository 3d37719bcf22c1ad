package dev.terse.core.code;

import dev.terse.core.space.Alphabet;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The digests by the name that configuration uses. */
public enum DigestAlgorithm {
  /** SHA-256 (FIPS 180-4). */
  SHA_256("sha-256", "SHA-256", 256),
  /** MD5 (RFC 1321), for codes that the Flask demo gave; anyone can make two targets collide. */
  MD5("md5", "MD5", 128);

  private final String text;
  private final String javaName;
  private final int bits;

  DigestAlgorithm(String text, String javaName, int bits) {
    this.text = text;
    this.javaName = javaName;
    this.bits = bits;
  }

  /** The digest named {@code text}, or null if there is none. */
  public static @Nullable DigestAlgorithm of(String text) {
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.text.equals(text)) {
        return algorithm;
      }
    }
    return null;
  }

  /** How configuration spells it. */
  public String text() {
    return text;
  }

  /** How {@link java.security.MessageDigest} spells it. */
  String javaName() {
    return javaName;
  }

  /** How many bits it yields. */
  int bits() {
    return bits;
  }

  /** How many characters of {@code alphabet} it fills. */
  int longest(Alphabet alphabet) {
    BigInteger values = BigInteger.TWO.pow(bits);
    int length = 0;
    for (BigInteger codes = BigInteger.ONE; codes.compareTo(values) <= 0; length++) {
      codes = codes.multiply(BigInteger.valueOf(alphabet.size()));
    }
    return length - 1;
  }
}
