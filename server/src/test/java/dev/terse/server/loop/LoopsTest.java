package dev.terse.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.figure.Figure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopsTest {
  private final Loops loops = new Loops();

  @Test
  void earlyAnswers_oneInSixteen_isTimedAndStandsForAll() {
    Loop loop = loops.mine();
    int timed = 0;
    for (int i = 0; i < 5 * Loop.ONE_IN + 3; i++) {
      long began = loop.clockIn();
      timed += began == 0 ? 0 : 1;
      loop.answeredEarly(began);
    }

    assertThat(timed).isEqualTo(5);
    assertThat(count("redirect_requests", Map.of("outcome", "redirect", "way", "shortcut")))
        .isEqualTo(83);
    assertThat(times("shortcut")).isEqualTo(80);
  }

  @Test
  void loops_ofSeveralThreads_addUp() throws InterruptedException {
    Runnable work = () -> {
      loops.mine().lookedUp(true);
      loops.mine().lookedUp(false);
      loops.mine().answered(Outcome.UNKNOWN, System.nanoTime());
    };
    for (int i = 0; i < 3; i++) {
      Thread loop = new Thread(work);
      loop.start();
      loop.join();
    }

    assertThat(count("redirect_cache_lookups", Map.of("result", "hit"))).isEqualTo(3);
    assertThat(count("redirect_cache_lookups", Map.of("result", "miss"))).isEqualTo(3);
    assertThat(count("redirect_requests", Map.of("outcome", "unknown", "way", "ordinary")))
        .isEqualTo(3);
    assertThat(times("ordinary")).isEqualTo(3);
  }

  private double count(String name, Map<String, String> labels) {
    return loops.figures().stream()
        .filter(figure -> figure.name().equals(name) && figure.labels().equals(labels))
        .map(Figure.Count.class::cast)
        .mapToDouble(Figure.Count::value)
        .sum();
  }

  private long times(String way) {
    return loops.figures().stream()
        .filter(figure -> figure.name().equals("redirect_duration_seconds")
            && figure.labels().equals(Map.of("way", way)))
        .map(Figure.Spread.class::cast)
        .flatMap(spread -> spread.shape().counts().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
