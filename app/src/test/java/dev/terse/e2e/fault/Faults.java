package dev.terse.e2e.fault;

import static dev.terse.e2e.fault.Fault.COMMITTER;
import static dev.terse.e2e.fault.Fault.INDEXER;
import static dev.terse.e2e.fault.Fault.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The faults to try. As a program it tries them with N up to its argument, prints a row of a
 * Markdown table and ends with status 1 if anything was not as it must be.
 */
final class Faults {
  /** The calls with which each thread changes its files. */
  private static final Map<String, List<String>> CALLS = Map.of(
      COMMITTER, List.of("write", "fdatasync"),
      INDEXER, List.of("write", "fsync", "rename", "openat", "unlink"),
      START, List.of("fsync", "fdatasync", "rename", "ftruncate", "fallocate", "mkdir", "unlink"));

  private static final List<String> ERRORS = List.of("EIO", "ENOSPC");

  private Faults() {}

  /** One of each kind, with N drawn, once or forever at random. */
  static List<Fault> some(Random random) {
    List<Fault> some = new ArrayList<>();
    CALLS.forEach((thread, calls) -> calls.forEach(call -> {
      String error = ERRORS.get(random.nextInt(ERRORS.size()));
      some.add(new Fault(thread, call, error, 1 + random.nextInt(3), random.nextBoolean()));
    }));
    ERRORS.forEach(error -> some.add(new Fault(COMMITTER, "fdatasync", error, 1, false)));
    return some;
  }

  /** All, with N from 1 to {@code most}. */
  static List<Fault> all(int most) {
    List<Fault> all = new ArrayList<>();
    CALLS.forEach((thread, calls) -> calls.forEach(call -> ERRORS.forEach(error -> {
      for (int nth = 1; nth <= most; nth++) {
        all.add(new Fault(thread, call, error, nth, false));
        all.add(new Fault(thread, call, error, nth, true));
      }
    })));
    return all;
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Instant began = Instant.now();
    Path directory = Files.createTempDirectory("terse-faults");
    Trial trial = new Trial(directory, new Random());
    List<Fault> all = all(Integer.parseInt(args[0]));
    for (Fault fault : all) {
      trial.run(fault);
    }
    System.out.printf(
        "| failed calls | %,d, of which %,d came to pass | %,d | %d | %,d |%n",
        all.size(),
        trial.fired(),
        trial.log().size(),
        trial.faults().size(),
        Duration.between(began, Instant.now()).toSeconds());
    trial.faults().stream().limit(20).forEach(System.err::println);
    System.exit(trial.faults().isEmpty() ? 0 : 1);
  }
}
