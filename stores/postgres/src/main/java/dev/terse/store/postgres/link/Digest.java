package dev.terse.store.postgres.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Target;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, by which targets are indexed: whole they would be too long for an index. */
final class Digest {

  private Digest() {}

  static byte[] of(Target target) {
    return of(target.value());
  }

  /** The advisory lock of what leads to {@code target}, here and nowhere else. */
  static long lock(String schema, Domain domain, Target target) {
    return ByteBuffer.wrap(of("terse " + schema + "\n" + domain.host() + "\n" + target.value()))
        .getLong();
  }

  private static byte[] of(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
