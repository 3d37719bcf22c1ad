package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Session;
import dev.terse.app.terminal.Table;
import dev.terse.client.ApiKey;
import dev.terse.client.TerseClient;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code terse keys}: makes, lists and revokes API keys. */
@Command(name = "keys", description = "Make, list and revoke API keys.")
public final class KeysCommand {
  private KeysCommand() {}

  /** The command in {@code session}, with its own commands below it. */
  public static CommandLine create(Session session) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new Create(session))
        .addSubcommand(new ListAll(session))
        .addSubcommand(new Revoke(session));
  }

  @Command(
      name = "create",
      description = "Make an API key and print it. It is not shown again: keep it safe.")
  private static final class Create implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "What you call it.")
    private String name;

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        split = ",",
        defaultValue = "links:read,links:write",
        description = "What it allows: links:read, links:write, metrics:read, admin"
            + " (default: ${DEFAULT-VALUE}).")
    private Set<String> scopes;

    private Create(Session session) {
      this.session = session;
      this.server = new ServerOptions(session);
    }

    @Override
    public Integer call() {
      try (TerseClient client = server.client()) {
        ApiKey.Created created = client.createKey(name, scopes);
        session
            .terminal()
            .out()
            .println(
                server.json()
                    ? Documents.of(created.description())
                        .put("key", created.text())
                        .toString()
                    : created.text());
      }
      return 0;
    }
  }

  @Command(name = "list", description = "List the API keys, oldest first.")
  private static final class ListAll implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ServerOptions server;

    private ListAll(Session session) {
      this.session = session;
      this.server = new ServerOptions(session);
    }

    @Override
    public Integer call() {
      List<ApiKey> keys;
      try (TerseClient client = server.client()) {
        keys = client.keys();
      }
      if (server.json()) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> array.add(Documents.of(key)));
        session.terminal().out().println(array);
      } else {
        Table table = new Table("ID", "NAME", "SCOPES", "CREATED");
        for (ApiKey key : keys) {
          table.add(
              key.id(),
              key.name(),
              String.join(",", new TreeSet<>(key.scopes())),
              key.created().toString());
        }
        table.print(session.terminal());
      }
      return 0;
    }
  }

  @Command(name = "revoke", description = "Make an API key worthless.")
  private static final class Revoke implements Callable<Integer> {

    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "ID", description = "The key's id, as 'keys list' shows it.")
    private String id;

    private Revoke(Session session) {
      this.server = new ServerOptions(session);
    }

    @Override
    public Integer call() {
      try (TerseClient client = server.client()) {
        client.revokeKey(id);
      }
      return 0;
    }
  }
}
