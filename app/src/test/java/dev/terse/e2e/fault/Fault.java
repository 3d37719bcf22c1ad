package dev.terse.e2e.fault;

import java.util.List;

/**
 * A call to the kernel that fails.
 *
 * @param thread whose calls are counted; empty for every thread's, from the start of the process
 * @param call its name
 * @param error what it fails with
 * @param nth which of the calls fails first
 * @param forever whether all later ones fail as well
 */
record Fault(String thread, String call, String error, int nth, boolean forever) {
  /** The one thread that writes links. */
  static final String COMMITTER = "terse-commit";

  /** The one thread that writes the search index. */
  static final String INDEXER = "terse-index";

  /** Every thread, from the start: a store that opens mends, flushes and makes files. */
  static final String START = "";

  /** Whether changes must be refused after it. */
  boolean endsWriting() {
    return thread.equals(COMMITTER);
  }

  /** What tells strace to do it. */
  List<String> options() {
    String when = ":when=" + nth + (forever ? "+" : "");
    return List.of("-e", "trace=" + call, "-e", "inject=" + call + ":error=" + error + when);
  }

  @Override
  public String toString() {
    return (thread.isEmpty() ? "start" : thread) + ": " + call + " no. " + nth
        + (forever ? " and later" : "") + " fails with " + error;
  }
}
