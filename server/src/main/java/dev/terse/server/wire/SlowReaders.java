package dev.terse.server.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose peer takes too long to take what it asked for: one that had more
 * waiting for it than the channel holds, and has not emptied it to the lower mark in time. A peer
 * that reads a byte now and then, or sends one, is not idle, so an idle limit alone stops nobody.
 * Costs nothing as long as the peer reads.
 */
final class SlowReaders extends ChannelInboundHandlerAdapter {
  private final Duration limit;
  private @Nullable ScheduledFuture<?> timer;

  /** Allows {@code limit} to read on. */
  SlowReaders(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    boolean isWritable = context.channel().isWritable();
    if (isWritable) {
      cancel();
    } else if (timer == null) {
      timer =
          context.executor().schedule(() -> close(context), limit.toNanos(), TimeUnit.NANOSECONDS);
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }
}
