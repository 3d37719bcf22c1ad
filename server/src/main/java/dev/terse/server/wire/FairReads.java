package dev.terse.server.wire;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Has the channel read on without asking the other handlers, none of which holds reads up, and has
 * reads wait for their event loop's tasks once those have waited for a while.
 *
 * <p>Netty's handler of io_uring serves connections that have bytes up to 128 times over before its
 * loop comes to its tasks: new connections, timers, answers from other threads. Clients that send
 * without end would so hold those up for seconds. A read that is asked for by a task is not served
 * before the tasks are done.
 *
 * <p>Stands last, where Netty begins to ask after each read: with a thousand connections, each
 * handler that is asked is a wait for memory. Shared by all connections and event loops.
 */
@ChannelHandler.Sharable
final class FairReads extends ChannelOutboundHandlerAdapter {

  /** So many reads of a loop in a row are none of its tasks' business. */
  static final int FREE = 64;

  /** How long tasks wait for reads that come after those. */
  static final Duration LONGEST = Duration.ofMillis(5);

  private final LongSupplier nanos;
  private final FastThreadLocal<Turn> turn = new FastThreadLocal<>() {
    @Override
    protected Turn initialValue() {
      return new Turn();
    }
  };

  /** Measures time by {@code nanos}. */
  FairReads(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Does what Netty's own first handler does, at once or as a task. */
  @Override
  public void read(ChannelHandlerContext context) {
    if (turn.get().isOver(context.executor())) {
      context.executor().execute(() -> context.channel().unsafe().beginRead());
    } else {
      context.channel().unsafe().beginRead();
    }
  }

  /** What one loop has read since its tasks were done. */
  private final class Turn {
    private int reads;
    private long began;

    boolean isOver(EventExecutor loop) {
      if (++reads < FREE) {
        return false;
      }
      long now = nanos.getAsLong();
      if (reads == FREE) {
        began = now;
        loop.execute(() -> reads = 0);
      }
      return now - began > LONGEST.toNanos();
    }
  }
}
