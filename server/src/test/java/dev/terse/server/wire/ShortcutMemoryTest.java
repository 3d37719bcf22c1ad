package dev.terse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortcutMemoryTest {
  private static final int REQUESTS = 20_000;

  /**
   * The path and the code, each a string of a few letters; the code's wrappings; the visit, with
   * what the test's queue needs to hold it. The buffer is pooled, the headers are not made.
   */
  private static final long MOST_BYTES = 320;

  @TempDir
  Path directory;

  @Test
  void hit_allocatesTheCodeAndTheVisitOnly() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    AtomicReference<Shortcut> shortcut = new AtomicReference<>(Shortcut.NONE);
    byte[] request = "GET /go HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nUser-Agent: a\r\n\r\n"
        .getBytes(StandardCharsets.US_ASCII);
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      server.json("POST /-/api/v1/links", "{\"target\":\"https://a.b/\",\"code\":\"go\"}");
      server.ask("GET /go");
      server.running().wrapShortcut(real -> {
        shortcut.set(real);
        return real;
      });

      long least = Long.MAX_VALUE;
      for (int round = 0; round < 20; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) {
          answer(shortcut.get(), request);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        server.visits().clear();
      }

      assertThat(least / REQUESTS).isLessThanOrEqualTo(MOST_BYTES);
    }
  }

  private static void answer(Shortcut shortcut, byte[] request) {
    ByteBuf answer = Objects.requireNonNull(
        shortcut.answer(request, request.length, PooledByteBufAllocator.DEFAULT));
    answer.release();
  }
}
