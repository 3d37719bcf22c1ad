package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of reads for which there is no turn. */
@Timeout(60)
class TurnsTest {
  private final AtomicLong now = new AtomicLong();
  private final Turns turns = new Turns(now::get);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> askers = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    end.countDown();
    for (Thread asker : askers) {
      asker.join();
    }
  }

  @Test
  void ask_turnIsFree_isAnsweredHoweverLongNobodyAsked() {
    now.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(turns.isCrowded()).isFalse();
    assertThat(turns.ask(() -> "answer")).isEqualTo("answer");
  }

  @Test
  void ask_noTurnForLong_isRefusedSoonAndCounted() throws InterruptedException {
    takeAll();
    assertThat(turns.isCrowded()).isFalse();
    now.addAndGet(Turns.LONGEST_WAIT.toNanos() + 1);
    assertThat(turns.isCrowded()).isTrue();

    // The soonest of three, since a machine that pauses makes one or the other late.
    long soonest = LongStream.generate(this::nanosToRefusal).limit(3).min().orElseThrow();

    assertThat(soonest).isLessThan(Turns.LONGEST_WAIT.toNanos());
    assertThat(turns.refused()).isEqualTo(3);
  }

  private long nanosToRefusal() {
    long began = System.nanoTime();
    assertThat(turns.<String>ask(() -> "answer")).isNull();
    return System.nanoTime() - began;
  }

  @Test
  void ask_noTurnForAMoment_waitsForOne() throws InterruptedException {
    takeAll();
    Thread asker = Thread.currentThread();
    askers.add(Thread.ofVirtual().start(() -> {
      while (asker.getState() != Thread.State.TIMED_WAITING && end.getCount() > 0) {
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
      end.countDown();
    }));

    assertThat(turns.ask(() -> "answer")).isEqualTo("answer");
    assertThat(turns.refused()).isZero();
  }

  @Test
  void ask_crowdHasGone_isWellAgain() throws InterruptedException {
    takeAll();
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    stop();

    assertThat(turns.isCrowded()).isFalse();
    assertThat(turns.ask(() -> "answer")).isEqualTo("answer");
    assertThat(turns.isCrowded()).isFalse();
  }

  private void takeAll() throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(Turns.MAX_AT_ONCE);
    for (int i = 0; i < Turns.MAX_AT_ONCE; i++) {
      askers.add(Thread.ofVirtual()
          .start(() -> turns.ask(() -> {
            taken.countDown();
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return "taken";
          })));
    }
    taken.await();
  }
}
