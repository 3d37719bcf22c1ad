package dev.terse.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BreakerTest {
  private volatile boolean there = true;
  private final AtomicInteger asked = new AtomicInteger();
  private final Breaker breaker = new Breaker("server", () -> there);

  @AfterEach
  void close() {
    breaker.close();
  }

  @Test
  void call_ofAServerThatFails_isMadeAFewTimesOnly() {
    breaker.start();
    there = false;

    for (int i = 0; i < 100; i++) {
      assertFails();
    }

    assertThat(asked).hasValue(Breaker.MAX_FAILURES);
  }

  @Test
  void call_ofAServerThatIsBack_isMadeAgain() throws Exception {
    breaker.start();
    there = false;
    for (int i = 0; i < Breaker.MAX_FAILURES; i++) {
      assertFails();
    }

    there = true;

    assertThat(eventually("answer")).isEqualTo("answer");
  }

  private String eventually(String answer) throws InterruptedException {
    while (true) {
      try {
        return breaker.call(() -> answer);
      } catch (LinkCacheException notProbedYet) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void call_ofAServerThatFailsNowAndThen_isMadeAlways() {
    breaker.start();

    for (int i = 0; i < 100; i++) {
      assertFails();
      breaker.call(asked::incrementAndGet);
    }

    assertThat(asked).hasValue(200);
  }

  @Test
  void call_beforeTheServerWasEverThere_fails() {
    there = false;
    breaker.start();

    assertFails();
    assertThat(asked).hasValue(0);
  }

  @Test
  void call_ofMoreThanTheServerMayHave_failsAtOnce() throws Exception {
    breaker.start();
    CountDownLatch begun = new CountDownLatch(Breaker.MAX_CALLS);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < Breaker.MAX_CALLS; i++) {
      callers.add(Thread.startVirtualThread(() -> breaker.call(() -> {
        begun.countDown();
        join(end);
        return true;
      })));
    }
    begun.await();

    assertFails();
    assertThat(asked).hasValue(0);

    end.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(breaker.<String>call(() -> "answer")).isEqualTo("answer");
  }

  @Test
  void call_afterClose_fails() {
    breaker.start();
    breaker.close();

    assertFails();
    assertThat(asked).hasValue(0);
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertFails() {
    assertThatExceptionOfType(LinkCacheException.class)
        .isThrownBy(() -> breaker.call(() -> {
          asked.incrementAndGet();
          throw new LinkCacheException("no answer");
        }));
  }
}
