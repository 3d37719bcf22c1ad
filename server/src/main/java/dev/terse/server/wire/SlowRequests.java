package dev.terse.server.wire;

import dev.terse.server.load.Room;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request takes too long to arrive, its head or its body, or takes more
 * than its share of the {@link Room} for requests. A trickle of bytes keeps a connection from being
 * idle, so an idle limit alone stops nobody.
 *
 * <p>Two handlers share one state, which belongs to the connection's event loop. The first stands
 * before the decoder and sees bytes; the second stands behind it and sees requests begin and end.
 * Most requests arrive whole: they have ended when the read that brought them completes, so no
 * timer is ever set for them, and if they are short no room is asked for. What is counted is given
 * back when all is answered that has arrived.
 */
final class SlowRequests {

  /** So much of a request may pass before it is counted; half of what a read brings at most. */
  private static final int UNCOUNTED = 32 << 10;

  /** Bytes of a head that may be short header fields, as many as there may be. */
  private static final int MAX_SHORT_FIELDS = 16 * BoundaryDecoder.MOST_FIELDS;

  /** What such bytes become, in bytes. */
  private static final int WEIGHT_OF_FIELDS = 16;

  private final Duration head;
  private final Duration body;
  private final Room.Share share;

  private Phase phase = Phase.BETWEEN;
  private @Nullable ScheduledFuture<?> timer;
  private int unanswered;
  private int uncounted;
  private boolean refused;

  /** Allows {@code head} for a head and {@code body} for a body, and for both {@code share}. */
  SlowRequests(Duration head, Duration body, Room.Share share) {
    this.head = head;
    this.body = body;
    this.share = share;
  }

  private enum Phase {
    BETWEEN,
    HEAD,
    BODY
  }

  /** Stands before the decoder. */
  final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (phase == Phase.BETWEEN) {
        phase = Phase.HEAD;
      }
      if (message instanceof ByteBuf bytes) {
        uncounted += bytes.readableBytes();
      }
      if (refused || (uncounted > UNCOUNTED && !count())) {
        ReferenceCountUtil.release(message);
        refuse(context);
      } else {
        context.fireChannelRead(message);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (phase != Phase.BETWEEN && !count()) {
        refuse(context);
      }
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

    /** Says so if that cannot be taken for the answer to another request. */
    private void refuse(ChannelHandlerContext context) {
      if (refused) {
        return;
      }
      refused = true;
      if (unanswered == (phase == Phase.BODY ? 1 : 0)) {
        context
            .writeAndFlush(NoRoom.answer(context.alloc()))
            .addListener(ChannelFutureListener.CLOSE);
      } else {
        close(context);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      enter(Phase.BETWEEN);
      share.release();
      context.fireChannelInactive();
    }
  }

  /** Stands behind the decoder. */
  final class Messages extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        unanswered++;
        enter(Phase.BODY);
      }
      if (message instanceof LastHttpContent) {
        enter(Phase.BETWEEN);
        uncounted = 0;
        releaseIfAnswered();
      }
      context.fireChannelRead(message);
    }
  }

  /** A request has been answered to its end. */
  void answered() {
    unanswered--;
    releaseIfAnswered();
  }

  private void releaseIfAnswered() {
    if (unanswered == 0 && phase == Phase.BETWEEN) {
      share.release();
    }
  }

  private boolean count() {
    int bytes = uncounted;
    uncounted = 0;
    return bytes == 0
        || share.grow(
            phase == Phase.HEAD
                ? bytes + Math.min(bytes, MAX_SHORT_FIELDS) * (WEIGHT_OF_FIELDS - 1)
                : bytes);
  }

  private void enter(Phase next) {
    phase = next;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
