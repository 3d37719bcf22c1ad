package dev.terse.server.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Answers some requests before they are decoded. Called on event loops, which it never blocks. */
@FunctionalInterface
public interface Shortcut {

  /** Answers none. */
  Shortcut NONE = (bytes, length, allocator) -> null;

  /**
   * The whole answer to the first {@code length} of {@code bytes}, which begin where a request
   * does. Null, and nothing done, if they are anything but one whole request, or are to go the
   * ordinary way.
   */
  @Nullable
  ByteBuf answer(byte[] bytes, int length, ByteBufAllocator allocator);
}
