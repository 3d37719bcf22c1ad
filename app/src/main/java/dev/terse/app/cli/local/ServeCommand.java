package dev.terse.app.cli.local;

import dev.terse.app.serve.Serving;
import dev.terse.app.terminal.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terse serve}: runs the server until it is told to stop. */
@Command(name = "serve", description = "Run the server until it gets SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ConfigOptions options;

  @Option(
      names = "--demo",
      description = "Serve a few sample links from a store that is gone afterwards.")
  private boolean demo;

  ServeCommand(Session session) {
    this.session = session;
    this.options = new ConfigOptions(session);
  }

  @Override
  public Integer call() throws Exception {
    new Serving(session).run(options.settings(), demo);
    return 0;
  }
}
