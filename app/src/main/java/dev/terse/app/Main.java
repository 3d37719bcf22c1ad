package dev.terse.app;

import dev.terse.app.cli.CommandTree;
import dev.terse.app.cli.PlainServe;
import dev.terse.app.terminal.Session;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends with its exit status. */
  public static void main(String[] args) {
    String version = Main.class.getPackage().getImplementationVersion();
    Session session = Session.ofProcess(version == null ? "development" : version);
    System.exit(run(session, args));
  }

  /** Runs the command that {@code args} name in {@code session}; returns its exit status. */
  static int run(Session session, String... args) {
    PlainServe serve = PlainServe.of(args);
    return serve == null ? CommandTree.create(session, args).execute(args) : serve.run(session);
  }
}
