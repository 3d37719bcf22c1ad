package dev.terse.server.wire;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meets each new connection: closes it if there are too many, and has slow requests on it cut off.
 * Safe for use by many event loops.
 */
public final class ConnectionGuard implements Handler<HttpConnection> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);

  private static final StrictRequests STRICT = new StrictRequests();

  private final int most;
  private final Duration head;
  private final Duration body;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * Lets in {@code most} connections at once.
   *
   * @param head longest time for a request's head
   * @param body longest time for a request's body
   */
  public ConnectionGuard(int most, Duration head, Duration body) {
    this.most = most;
    this.head = head;
    this.body = body;
  }

  @Override
  public void handle(HttpConnection connection) {
    int now = open.incrementAndGet();
    connection.closeHandler(_ -> open.decrementAndGet());
    if (now > most) {
      if (now == most + 1) {
        LOG.warn("{} connections are open, which is the limit: one more was closed", most);
      }
      connection.close();
      return;
    }
    SlowRequests slow = new SlowRequests(head, body);
    ChannelHandlerContext vertx = ((ConnectionBase) connection).channelHandlerContext();
    vertx
        .pipeline()
        .addFirst(slow.new Bytes())
        .addBefore(vertx.name(), null, slow.new Messages())
        .addBefore(vertx.name(), null, STRICT);
  }
}
