package dev.terse.app.cli.remote;

import dev.terse.app.terminal.ExitStatus;
import dev.terse.app.terminal.Session;
import dev.terse.client.TerseClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code terse health}: tells whether a server can serve, for container engines. */
@Command(
    name = "health",
    description = "Tell whether a server can serve now: exit status 0 if it can, else not 0.")
public final class HealthCommand implements Callable<Integer> {

  /** Longer than a server waits for its store, so that its own answer comes first. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Session session;

  @Mixin
  private final ServerOptions server;

  /** The command in {@code session}. */
  public HealthCommand(Session session) {
    this.session = session;
    this.server = new ServerOptions(session);
  }

  @Override
  public Integer call() {
    boolean ready;
    try (TerseClient client = server.client(TIMEOUT)) {
      ready = client.isReady();
    }
    String word = ready ? "up" : "down";
    session.terminal().out().println(server.json() ? "{\"status\":\"" + word + "\"}" : word);
    return (ready ? ExitStatus.DONE : ExitStatus.FAILED).number();
  }
}
