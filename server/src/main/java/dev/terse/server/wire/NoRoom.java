package dev.terse.server.wire;

import dev.terse.server.problem.Problem;
import dev.terse.server.problem.Problems;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** The bytes that a request is answered with for which there is no room, before it is read. */
final class NoRoom {
  private static final byte[] BODY = Problems.overloaded().getBytes();
  private static final byte[] HEAD = ("HTTP/1.1 503 Service Unavailable\r\n"
          + "content-type: " + Problem.MEDIA_TYPE + "\r\n"
          + "cache-control: no-store\r\n"
          + "retry-after: " + Problems.RETRY_AFTER_SECONDS + "\r\n"
          + "connection: close\r\n"
          + "content-length: " + BODY.length + "\r\n\r\n")
      .getBytes(StandardCharsets.US_ASCII);

  private NoRoom() {}

  static ByteBuf answer(ByteBufAllocator allocator) {
    int size = HEAD.length + BODY.length;
    return allocator.directBuffer(size, size).writeBytes(HEAD).writeBytes(BODY);
  }
}
