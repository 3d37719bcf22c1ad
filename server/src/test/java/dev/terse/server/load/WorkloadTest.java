package dev.terse.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final int MOST = 100;
  private static final Duration GOAL = Duration.ofMillis(250);

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private long now;
  private boolean isPressed;
  private final Workload work =
      new Workload(waiting::add, new LoadConfig(MOST, GOAL), () -> isPressed, () -> now);

  @Test
  void start_uptoMost_runsAndThenTurnsAway() {
    assertThat(startAll(Kind.API, MOST + 3)).isEqualTo(MOST);
    assertThat(work.refused(Kind.API)).isEqualTo(3);
    assertThat(work.underWay()).isEqualTo(MOST);

    waiting.remove().run();

    assertThat(work.underWay()).isEqualTo(MOST - 1);
    assertThat(startAll(Kind.API, 2)).isEqualTo(1);
  }

  @Test
  void start_pages_getHalfAndLeaveTheRestToPrograms() {
    assertThat(startAll(Kind.PAGE, MOST)).isEqualTo(MOST / 2);
    assertThat(work.refused(Kind.PAGE)).isEqualTo(MOST / 2);

    assertThat(startAll(Kind.API, MOST)).isEqualTo(MOST / 2);
  }

  @Test
  void start_workThatThrows_isOver() {
    work.start(Kind.API, () -> {
      throw new IllegalStateException("test");
    });
    try {
      waiting.remove().run();
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("test");
    }
    assertThat(work.underWay()).isZero();
  }

  @Test
  void limit_workTakesLongerThanTheGoal_fallsToTheLeast() {
    overload(50);

    assertThat(work.limit()).isEqualTo(Workload.LEAST);
    assertThat(startAll(Kind.API, MOST)).isEqualTo(Workload.LEAST);
    assertThat(startAll(Kind.PAGE, 1)).isZero();
  }

  @Test
  void limit_refusalsAtOnceBesideWorkThatHangs_falls() {
    for (int i = 0; i < 50; i++) {
      startAll(Kind.API, 40);
      now += GOAL.toNanos() * 2;
      for (int quick = 0; quick < 1_000; quick++) {
        work.start(Kind.API, () -> {});
        if (waiting.size() > 40) {
          ((ArrayDeque<Runnable>) waiting).removeLast().run();
        }
      }
      runAll();
    }
    assertThat(work.limit()).isEqualTo(Workload.LEAST);
  }

  @Test
  void limit_redirectsSuffer_falls() {
    isPressed = true;
    for (int i = 0; i < 20; i++) {
      startAll(Kind.API, MOST);
      now += Workload.INTERVAL.toNanos();
      runAll();
    }
    assertThat(work.limit()).isEqualTo(Workload.LEAST);
  }

  @Test
  void limit_workIsQuickAgain_risesWithinFiveSeconds() {
    overload(50);
    long began = now;
    while (work.limit() < MOST) {
      startAll(Kind.API, 1);
      now += Workload.INTERVAL.toNanos();
      runAll();
    }
    assertThat(now - began).isLessThan(Duration.ofSeconds(5).toNanos());
  }

  @Test
  void limit_nothingToDoForAWhile_risesByItself() {
    overload(50);
    now += Duration.ofSeconds(5).toNanos();
    startAll(Kind.API, 1);

    assertThat(work.limit()).isEqualTo(MOST);
  }

  @Test
  void limit_withoutGoal_neverFalls() {
    Workload patient =
        new Workload(waiting::add, new LoadConfig(MOST, Duration.ZERO), () -> true, () -> now);
    patient.start(Kind.API, () -> {});
    now += Duration.ofHours(1).toNanos();
    runAll();

    assertThat(patient.limit()).isEqualTo(MOST);
  }

  private void overload(int rounds) {
    for (int i = 0; i < rounds; i++) {
      startAll(Kind.API, MOST);
      now += GOAL.toNanos() + 1;
      runAll();
    }
  }

  private int startAll(Kind kind, int count) {
    int started = 0;
    for (int i = 0; i < count; i++) {
      started += work.start(kind, () -> {}) ? 1 : 0;
    }
    return started;
  }

  private void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
