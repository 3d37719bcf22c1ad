package dev.terse.core.space;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that decides the shuffled order: 256 bits.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ShuffleKey(String hex) {
  private static final int BYTES = 32;

  /** Throws IllegalArgumentException unless {@code hex} has 64 hexadecimal digits. */
  public ShuffleKey {
    if (HexFormat.of().parseHex(hex).length != BYTES) {
      throw new IllegalArgumentException("a shuffle key has " + 2 * BYTES + " digits");
    }
  }

  /** The key that {@code secret} stands for: its SHA-256. */
  public static ShuffleKey of(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
      return new ShuffleKey(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** A new key; {@code random} must be cryptographically strong. */
  public static ShuffleKey create(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ShuffleKey(HexFormat.of().formatHex(bytes));
  }

  /** 256 bits for the use that {@code label} names: its HMAC-SHA256 (RFC 2104). */
  byte[] derive(String label) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(hex), "HmacSHA256"));
      return mac.doFinal(label.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "ShuffleKey[…]";
  }
}
