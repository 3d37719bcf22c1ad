package dev.terse.store.redis.wire;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that was written to and has been silent since: its packets are lost, or its
 * server hangs. Without it, a connection behind a black hole would count as open for as long as TCP
 * tries again, which is minutes. Used by its channel's event loop alone.
 */
final class StallGuard extends IdleStateHandler {
  private boolean awaiting;

  StallGuard(Duration patience) {
    super(patience.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    awaiting = true;
    super.write(context, message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    awaiting = false;
    super.channelRead(context, message);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    if (event.state() == IdleState.READER_IDLE && awaiting) {
      ChannelFuture _ = context.close();
    }
  }
}
