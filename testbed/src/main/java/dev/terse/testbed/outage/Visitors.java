package dev.terse.testbed.outage;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Some visitors who follow links, one after the other each, and what they got. */
final class Visitors {
  private final int port;
  private final List<String> codes;
  private final Duration pause;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<Visitor> visitors = new ArrayList<>();

  /** {@code count} visitors who each follow {@code codes} in turn, with pauses. */
  Visitors(int port, List<String> codes, int count, Duration pause) {
    this.port = port;
    this.codes = codes;
    this.pause = pause;
    for (int i = 0; i < count; i++) {
      visitors.add(new Visitor(i * codes.size() / count));
    }
  }

  /**
   * What all of them got.
   *
   * @param asked how many requests
   * @param redirected to the right target
   * @param unavailable 503 with Retry-After
   * @param missing 404, which is a lie
   * @param p99 of the time until an answer
   * @param max of that time
   */
  record Got(
      long asked, long redirected, long unavailable, long missing, Duration p99, Duration max) {}

  void start() {
    visitors.forEach(visitor -> visitor.thread.start());
  }

  Got end() {
    ended.set(true);
    visitors.forEach(Visitor::join);
    long[] nanos = visitors.stream()
        .flatMapToLong(visitor -> visitor.nanos.stream().mapToLong(Long::longValue))
        .sorted()
        .toArray();
    return new Got(
        nanos.length,
        visitors.stream().mapToLong(visitor -> visitor.redirected).sum(),
        visitors.stream().mapToLong(visitor -> visitor.unavailable).sum(),
        visitors.stream().mapToLong(visitor -> visitor.missing).sum(),
        Duration.ofNanos(nanos.length == 0 ? 0 : nanos[(int) (nanos.length * 0.99)]),
        Duration.ofNanos(Arrays.stream(nanos).max().orElse(0)));
  }

  private final class Visitor {
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private final List<Long> nanos = new ArrayList<>();
    private int next;
    private long redirected;
    private long unavailable;
    private long missing;

    Visitor(int first) {
      this.next = first;
    }

    private void run() {
      HttpWire wire = null;
      while (!ended.get()) {
        String code = codes.get(next++ % codes.size());
        long began = System.nanoTime();
        try {
          wire = wire == null ? new HttpWire(port) : wire;
          count(code, wire.get("/" + code));
        } catch (IOException unanswered) {
          close(wire);
          wire = null;
        }
        nanos.add(System.nanoTime() - began);
        Subject.pause(pause);
      }
      close(wire);
    }

    private void count(String code, HttpWire.Answer answer) {
      switch (answer.status()) {
        case 302 -> {
          if (Subject.target(code).equals(answer.headers().get("location"))) {
            redirected++;
          }
        }
        case 503 -> {
          if (answer.headers().containsKey("retry-after")) {
            unavailable++;
          }
        }
        case 404 -> missing++;
        default -> {}
      }
    }

    private void join() {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void close(@Nullable HttpWire wire) {
      try {
        if (wire != null) {
          wire.close();
        }
      } catch (IOException _) {
        // Nothing is left to close.
      }
    }
  }
}
