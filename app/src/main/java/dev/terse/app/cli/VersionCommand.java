package dev.terse.app.cli;

import dev.terse.app.terminal.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code terse version}: prints the version. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
  private final Session session;

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.terminal().out().println("Terse " + session.version());
    return 0;
  }
}
