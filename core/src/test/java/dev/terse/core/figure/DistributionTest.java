package dev.terse.core.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void values_onBetweenAndAboveBounds_areCountedOnce() {
    Distribution sizes = Distribution.ofNumbers(1, 10);

    sizes.add(0);
    sizes.add(1);
    sizes.add(2);
    sizes.add(10);
    sizes.add(11);

    assertThat(sizes.now())
        .isEqualTo(new Distribution.Shape(List.of(1.0, 10.0), List.of(2L, 2L, 1L), 24));
  }

  @Test
  void times_areToldInSeconds() {
    Distribution times = Distribution.ofTimes(List.of(Duration.ofMillis(1), Duration.ofSeconds(1)));

    times.add(500_000_000, 4);

    assertThat(times.now())
        .isEqualTo(new Distribution.Shape(List.of(0.001, 1.0), List.of(0L, 4L, 0L), 2));
  }

  @Test
  void parts_addUp() {
    Distribution one = Distribution.ofNumbers(5);
    Distribution other = Distribution.ofNumbers(5);
    one.add(1);
    other.add(2);
    other.add(6);

    assertThat(Distribution.sum(List.of(one, other)))
        .isEqualTo(new Distribution.Shape(List.of(5.0), List.of(2L, 1L), 9));
  }
}
