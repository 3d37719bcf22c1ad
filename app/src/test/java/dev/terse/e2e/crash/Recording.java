package dev.terse.e2e.crash;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Steps, and when each had been done. */
final class Recording {
  /** A step and a moment not after its end, but after all that came before it. */
  record Timed(Step step, Instant at) {}

  private final List<Timed> steps = new ArrayList<>();

  /** What strace is to be told to record, into {@code trace}; the server goes on as its command. */
  static List<String> strace(Path trace, boolean withoutSync) {
    List<String> command = new ArrayList<>(List.of(
        "strace",
        "-D",
        "-f",
        "--seccomp-bpf",
        "-q",
        "-y",
        "-xx",
        "-ttt",
        "-s",
        "67108864",
        "-o",
        trace.toString(),
        "-e",
        "trace=" + String.join(",", TraceReader.CALLS)));
    if (withoutSync) {
      command.addAll(List.of("-e", "inject=fsync,fdatasync:retval=0"));
    }
    return command;
  }

  void add(Step step, Instant at) {
    steps.add(new Timed(step, at));
  }

  List<Timed> steps() {
    return steps;
  }

  int size() {
    return steps.size();
  }
}
