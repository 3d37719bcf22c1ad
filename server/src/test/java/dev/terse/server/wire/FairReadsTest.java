package dev.terse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each lambda is one task of the channel's event loop, as a round of reads is. */
class FairReadsTest {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final CountedChannel channel = new CountedChannel();
  private long nanos;

  @BeforeEach
  void register() throws InterruptedException {
    channel.pipeline().addLast(new FairReads(() -> nanos));
    loops.register(channel).sync();
  }

  @AfterEach
  void stop() throws InterruptedException {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  @Test
  void reads_forAMoment_beginAtOnce() throws InterruptedException {
    List<Integer> begun = new ArrayList<>();
    onLoop(() -> {
      read(1_000);
      begun.add(channel.begun);
    });

    assertThat(begun).containsExactly(1_000);
  }

  @Test
  void reads_afterTasksHaveWaited_beginWhenTasksAreDone() throws InterruptedException {
    List<Integer> begun = new ArrayList<>();
    onLoop(() -> {
      read(FairReads.FREE);
      channel.eventLoop().execute(() -> begun.add(channel.begun));
      nanos += FairReads.LONGEST.toNanos() + 1;
      read(10);
      begun.add(channel.begun);
    });

    assertThat(begun).containsExactly(FairReads.FREE, FairReads.FREE);
    assertThat(channel.begun).isEqualTo(FairReads.FREE + 10);
  }

  @Test
  void reads_afterTasksAreDone_beginAtOnceAgain() throws InterruptedException {
    onLoop(() -> {
      read(FairReads.FREE);
      nanos += FairReads.LONGEST.toNanos() + 1;
      read(10);
    });
    List<Integer> begun = new ArrayList<>();
    onLoop(() -> {
      read(FairReads.FREE);
      begun.add(channel.begun);
    });

    assertThat(begun).containsExactly(2 * FairReads.FREE + 10);
  }

  private void read(int times) {
    for (int i = 0; i < times; i++) {
      channel.read();
    }
  }

  /** Returns when the task, and those that it has added, are done. */
  private void onLoop(Runnable task) throws InterruptedException {
    channel.eventLoop().submit(task).sync();
    channel.eventLoop().submit(() -> {}).sync();
  }

  private static final class CountedChannel extends LocalChannel {
    private int begun;

    @Override
    protected void doBeginRead() {
      begun++;
    }
  }
}
