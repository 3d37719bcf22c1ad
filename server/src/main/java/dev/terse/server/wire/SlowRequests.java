package dev.terse.server.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request takes too long to arrive: its head, or its body. A trickle of
 * bytes keeps a connection from being idle, so an idle limit alone stops nobody.
 *
 * <p>Two handlers share one state, which belongs to the connection's event loop. The first stands
 * before the decoder and sees bytes; the second stands behind it and sees requests begin and end.
 * Most requests arrive whole: they have ended when the read that brought them completes, and no
 * timer is ever set for them.
 */
final class SlowRequests {
  private final Duration head;
  private final Duration body;

  private Phase phase = Phase.BETWEEN;
  private @Nullable ScheduledFuture<?> timer;

  /** Allows {@code head} for a head and {@code body} for a body. */
  SlowRequests(Duration head, Duration body) {
    this.head = head;
    this.body = body;
  }

  private enum Phase {
    BETWEEN,
    HEAD,
    BODY
  }

  /** Stands before the decoder. */
  final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (phase == Phase.BETWEEN) {
        phase = Phase.HEAD;
      }
      context.fireChannelRead(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (phase != Phase.BETWEEN && timer == null) {
        Duration limit = phase == Phase.HEAD ? head : body;
        timer = context
            .executor()
            .schedule(() -> close(context), limit.toNanos(), TimeUnit.NANOSECONDS);
      }
      context.fireChannelReadComplete();
    }

    private void close(ChannelHandlerContext context) {
      var _ = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      enter(Phase.BETWEEN);
      context.fireChannelInactive();
    }
  }

  /** Stands behind the decoder. */
  final class Messages extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        enter(Phase.BODY);
      }
      if (message instanceof LastHttpContent) {
        enter(Phase.BETWEEN);
      }
      context.fireChannelRead(message);
    }
  }

  private void enter(Phase next) {
    phase = next;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
