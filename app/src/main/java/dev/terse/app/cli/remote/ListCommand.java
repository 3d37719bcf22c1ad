package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Session;
import dev.terse.client.Link;
import dev.terse.client.LinkPage;
import dev.terse.client.TerseClient;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code terse list}: lists links, newest first. */
@Command(name = "list", description = "List links, newest first.")
public final class ListCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  private final Session session;

  @Mixin
  private final ServerOptions server;

  @Spec
  private CommandSpec spec;

  @Option(
      names = "--query",
      paramLabel = "WORDS",
      description = "Only links whose code, target or title contain each word.")
  private @Nullable String query;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** The command in {@code session}. */
  public ListCommand(Session session) {
    this.session = session;
    this.server = new ServerOptions(session);
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1");
    }
    List<Link> links;
    try (TerseClient client = server.client()) {
      links = links(client);
    }
    if (server.json()) {
      session.terminal().out().println(Documents.of(links));
    } else if (links.isEmpty()) {
      session.terminal().err().println(query == null ? "no links yet" : "no link matches");
    } else {
      new LinkPrinter(session.terminal(), ZoneId.systemDefault()).print(links);
    }
    return 0;
  }

  private List<Link> links(TerseClient client) {
    List<Link> links = new ArrayList<>();
    String cursor = null;
    do {
      int size = Math.min(PAGE, limit - links.size());
      LinkPage page = client.list(new LinkPage.Query(query, cursor, size));
      links.addAll(page.links());
      cursor = page.next();
    } while (cursor != null && links.size() < limit);
    return links;
  }
}
