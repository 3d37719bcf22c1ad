package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Session;
import dev.terse.client.TerseClient;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code terse delete}: deletes links. */
@Command(
    name = "delete",
    description = "Delete links, for good: their codes are never given again.")
public final class DeleteCommand implements Callable<Integer> {

  @Mixin
  private final ServerOptions server;

  @Parameters(
      paramLabel = "CODE",
      arity = "1..*",
      converter = CodeConverter.class,
      description = "The links' codes.")
  private List<String> codes;

  /** The command in {@code session}. */
  public DeleteCommand(Session session) {
    this.server = new ServerOptions(session);
  }

  @Override
  public Integer call() {
    try (TerseClient client = server.client()) {
      codes.forEach(code -> client.delete(code, OptionalLong.empty()));
    }
    return 0;
  }
}
