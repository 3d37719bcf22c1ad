package dev.terse.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a secret with at least 128 random bits. Such a secret cannot be guessed from its
 * digest, so a slow password hash would add cost and no safety.
 *
 * @param hex the digest as 64 lower-case hexadecimal digits
 */
public record SecretHash(String hex) {

  /** The hash of {@code secret}. */
  public static SecretHash of(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
      return new SecretHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Whether {@code secret} has this hash; takes the same time whichever digit differs. */
  public boolean matches(String secret) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII),
        of(secret).hex.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "SecretHash[…]";
  }
}
