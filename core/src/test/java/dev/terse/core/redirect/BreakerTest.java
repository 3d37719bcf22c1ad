package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();
  private final Breaker breaker = new Breaker(() -> nanos, Duration.ofMillis(500));

  @Test
  void failed_oftenEnough_opensAndLetsOneProbeThroughAtATime() {
    fail(Breaker.FAILURES - 1);
    assertThat(breaker.isWell()).isTrue();
    fail(1);
    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.mayProbe()).isFalse();
    for (int i = 0; i < 10; i++) {
      nanos += Breaker.PROBE_EVERY.toNanos();
      assertThat(breaker.mayProbe()).isTrue();
      assertThat(breaker.mayProbe()).isFalse();
      fail(1);
    }
  }

  @Test
  void failed_readsUnderWayTogether_areOneFailure() {
    for (int moment = 1; moment < Breaker.FAILURES; moment++) {
      long began = nanos;
      nanos += Duration.ofSeconds(2).toNanos();
      for (int i = 0; i < 100; i++) {
        breaker.failed(began);
        nanos++;
      }
      assertThat(breaker.isOpen()).isFalse();
    }
    breaker.failed(nanos);
    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void answered_open_closes() {
    fail(Breaker.FAILURES);
    breaker.answered(1);
    assertThat(breaker.isWell()).isTrue();
    fail(Breaker.FAILURES - 1);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void answered_late_isNotWellUntilAnAnswerIsInTime() {
    breaker.answered(Duration.ofSeconds(1).toNanos());
    assertThat(breaker.isWell()).isFalse();
    assertThat(breaker.isOpen()).isFalse();
    breaker.answered(1);
    assertThat(breaker.isWell()).isTrue();
    breaker.late();
    assertThat(breaker.isWell()).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(nanos);
    }
  }
}
