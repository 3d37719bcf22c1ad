package dev.terse.store.cassandra.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Bytes on their way to and from the driver. */
public final class Bytes {

  private Bytes() {}

  /** What is left in {@code buffer}, which stays as it is; nothing for null. */
  public static byte[] of(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
