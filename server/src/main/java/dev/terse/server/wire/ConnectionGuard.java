package dev.terse.server.wire;

import dev.terse.server.load.Connections;
import dev.terse.server.load.Pressure;
import dev.terse.server.loop.Loops;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meets each new connection: closes it if there are too many, has slow requests and slow readers on
 * it cut off, and lets a {@link Shortcut} answer what it can. Safe for use by many event loops.
 */
public final class ConnectionGuard implements Handler<HttpConnection> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);

  /** What Vert.x calls its decoder. */
  private static final String DECODER = "httpDecoder";

  private static final Duration WARN_EVERY = Duration.ofSeconds(10);

  /**
   * So much is read of one connection before it is another one's turn: some forty requests, if they
   * stand in a row. By default it would be a thousand, and 16 times that.
   */
  private static final int READ = 4 << 10;

  private static final StrictRequests STRICT = new StrictRequests();

  private final Pressure pressure;
  private final Duration head;
  private final HttpServerOptions options;
  private final Supplier<Shortcut> shortcut;
  private final Loops loops;
  private final FairReads reads = new FairReads(System::nanoTime);
  private final AtomicLong warned = new AtomicLong(System.nanoTime() - WARN_EVERY.toNanos());

  /**
   * Lets in what {@code pressure} allows.
   *
   * @param head longest time for a request's head
   * @param options of the server whose connections these are; a body and an answer may take its
   *     idle timeout
   * @param shortcut asked for each request
   * @param loops count what it answers
   */
  public ConnectionGuard(
      Pressure pressure,
      Duration head,
      HttpServerOptions options,
      Supplier<Shortcut> shortcut,
      Loops loops) {
    this.pressure = pressure;
    this.head = head;
    this.options = options;
    this.shortcut = shortcut;
    this.loops = loops;
  }

  @Override
  public void handle(HttpConnection connection) {
    SocketAddress address = connection.remoteAddress(); // null of one that is gone already
    String peer = address == null ? null : address.hostAddress();
    Connections.Entry entry = pressure.connections().enter(peer);
    if (entry != Connections.Entry.OPEN) {
      warn(entry, peer);
      connection.close();
      return;
    }
    connection.closeHandler(_ -> pressure.connections().leave(peer));
    ((ConnectionBase) connection)
        .channel()
        .config()
        .setRecvByteBufAllocator(
            new AdaptiveRecvByteBufAllocator(512, READ, READ).maxMessagesPerRead(1));
    ChannelHandlerContext vertx = ((ConnectionBase) connection).channelHandlerContext();
    ChannelPipeline pipeline = vertx.pipeline();
    BoundaryDecoder decoder = new BoundaryDecoder(options);
    SlowRequests slow = new SlowRequests(head, idle(), pressure.room().new Share());
    EarlyAnswers early = new EarlyAnswers(
        shortcut,
        new EarlyAnswers.Neighbours(decoder, pipeline.get(IdleStateHandler.class)),
        slow::answered,
        Math.min(options.getMaxInitialLineLength(), options.getMaxHeaderSize()),
        loops.mine());
    pipeline.replace(HttpRequestDecoder.class, DECODER, decoder);
    if (pipeline.get(ChunkedWriteHandler.class) != null) {
      // For files, of which none is ever sent; it queues each answer.
      pipeline.remove(ChunkedWriteHandler.class);
    }
    pipeline
        .addFirst(slow.new Bytes())
        .addFirst(early.new Bytes())
        .addBefore(vertx.name(), null, new SlowReaders(idle()))
        .addBefore(vertx.name(), null, slow.new Messages())
        .addBefore(vertx.name(), null, early.new Messages())
        .addBefore(vertx.name(), null, STRICT)
        .addLast(reads);
  }

  /** At most once in a while: who floods the server shall not flood its log. */
  private void warn(Connections.Entry entry, @Nullable String peer) {
    long now = System.nanoTime();
    long last = warned.get();
    if (now - last < WARN_EVERY.toNanos() || !warned.compareAndSet(last, now)) {
      return;
    }
    if (entry == Connections.Entry.FULL) {
      LOG.warn(
          "{} connections are open, which is the limit: more are closed",
          pressure.connections().open());
    } else {
      LOG.warn("{} has as many connections as one peer may have: more are closed", peer);
    }
  }

  private Duration idle() {
    return Duration.of(options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit());
  }
}
