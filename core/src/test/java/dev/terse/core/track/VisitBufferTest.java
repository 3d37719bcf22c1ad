package dev.terse.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.terse.core.link.LinkId;
import dev.terse.core.visit.Visit;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class VisitBufferTest {
  private static final int PRODUCERS = 8;
  private static final int VISITS_EACH = 500_000;

  private final VisitBuffer buffer = new VisitBuffer();

  @Test
  void poll_afterOffers_givesThemInOrder() {
    offer(3);
    for (int i = 0; i < 3; i++) {
      assertThat(buffer.poll()).isEqualTo(visit(0, i));
    }
    assertThat(buffer.poll()).isNull();
  }

  @Test
  void offer_full_dropsAndCounts() {
    offer(VisitBuffer.CAPACITY + 5);
    assertThat(buffer.size()).isEqualTo(VisitBuffer.CAPACITY);
    assertThat(buffer.dropped()).isEqualTo(5);
    assertThat(buffer.poll()).isEqualTo(visit(0, 0));
    offer(1);
    assertThat(buffer.dropped()).isEqualTo(5);
  }

  @Test
  void offer_closed_dropsButKeepsWhatWaits() {
    offer(2);
    buffer.close();
    buffer.close();
    offer(3);
    assertThat(buffer.size()).isEqualTo(2);
    assertThat(buffer.dropped()).isEqualTo(3);
    assertThat(buffer.poll()).isNotNull();
    assertThat(buffer.poll()).isNotNull();
    assertThat(buffer.poll()).isNull();
    assertThat(buffer.size()).isZero();
  }

  @Test
  void offer_oneThread_allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Visit visit = visit(0, 0);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        buffer.offer(visit);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(1_000);
  }

  @Test
  void offer_manyThreads_eachVisitIsTakenOnceInItsThreadsOrderOrCounted() throws Exception {
    CountDownLatch producing = new CountDownLatch(PRODUCERS);
    for (int i = 0; i < PRODUCERS; i++) {
      int producer = i;
      Thread.ofPlatform().start(() -> {
        for (int visit = 0; visit < VISITS_EACH; visit++) {
          buffer.offer(visit(producer, visit));
        }
        producing.countDown();
      });
    }
    AtomicBoolean inOrder = new AtomicBoolean(true);
    long[] taken = new long[1];
    Thread consumer = Thread.ofPlatform().start(() -> taken[0] = consume(producing, inOrder));
    consumer.join();
    assertThat(inOrder).isTrue();
    assertThat(taken[0] + buffer.dropped()).isEqualTo((long) PRODUCERS * VISITS_EACH);
    assertThat(buffer.size()).isZero();
  }

  private long consume(CountDownLatch producing, AtomicBoolean inOrder) {
    long[] last = new long[PRODUCERS];
    java.util.Arrays.fill(last, -1);
    long taken = 0;
    while (producing.getCount() > 0 || buffer.size() > 0) {
      Visit visit = buffer.poll();
      if (visit != null) {
        int producer = (int) visit.link().value().getLeastSignificantBits();
        if (visit.atMillis() <= last[producer]) {
          inOrder.set(false);
        }
        last[producer] = visit.atMillis();
        taken++;
      }
    }
    return taken;
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      buffer.offer(visit(0, i));
    }
  }

  private static Visit visit(int producer, long at) {
    return new Visit(new LinkId(new UUID(0, producer)), at);
  }
}
