package dev.terse.server.loop;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.stream.Stream;

/** Chooses how the kernel is asked for bytes: io_uring if it opens, else epoll, else NIO. */
public final class Transports {

  private Transports() {}

  /**
   * Vert.x on the best transport there is.
   *
   * @param name of the transport: {@code io_uring}, {@code epoll} or {@code nio}
   * @param loops how many event loops it has
   */
  public record Opened(Vertx vertx, String name, int loops) {}

  /** Opens the best transport with {@code loops} event loops. */
  public static Opened open(int loops) {
    VertxOptions options = new VertxOptions()
        .setEventLoopPoolSize(loops)
        .setFileSystemOptions(new FileSystemOptions()
            .setFileCachingEnabled(false)
            .setClassPathResolvingEnabled(false));
    Transport transport = best();
    return new Opened(
        Vertx.builder().with(options).withTransport(transport).build(), transport.name(), loops);
  }

  /** Vert.x holds null for a transport whose classes are not on the class path. */
  private static Transport best() {
    return Stream.of(Transport.IO_URING, Transport.EPOLL)
        .filter(Objects::nonNull)
        .filter(Transport::available)
        .findFirst()
        .orElse(Transport.NIO);
  }
}
