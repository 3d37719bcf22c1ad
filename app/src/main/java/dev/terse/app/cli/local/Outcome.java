package dev.terse.app.cli.local;

import dev.terse.app.terminal.Terminal;
import dev.terse.core.job.Findings;

/** Prints what a long command found. */
public record Outcome(Terminal terminal) {

  /** The findings that were kept, a line each, and how many more there were. */
  void print(String kind, Findings findings) {
    findings
        .first()
        .forEach(finding -> terminal.out().println(kind + ": " + Terminal.line(finding)));
    long more = findings.count() - findings.first().size();
    if (more > 0) {
      terminal.out().println(kind + ": " + more + " more");
    }
  }

  /** {@code count} and the name of what is counted. */
  public static String number(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
