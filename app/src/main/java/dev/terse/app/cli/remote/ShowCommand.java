package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Session;
import dev.terse.client.Link;
import dev.terse.client.TerseClient;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code terse show}: shows one link. */
@Command(name = "show", description = "Show a link and how often it was followed.")
public final class ShowCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ServerOptions server;

  @Parameters(
      paramLabel = "CODE",
      converter = CodeConverter.class,
      description = "The link's code.")
  private String code;

  /** The command in {@code session}. */
  public ShowCommand(Session session) {
    this.session = session;
    this.server = new ServerOptions(session);
  }

  @Override
  public Integer call() {
    try (TerseClient client = server.client()) {
      Link link = client.get(code);
      if (server.json()) {
        session.terminal().out().println(Documents.of(link));
      } else {
        new LinkPrinter(session.terminal(), ZoneId.systemDefault()).print(link);
      }
    }
    return 0;
  }
}
