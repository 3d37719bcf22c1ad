package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Session;
import dev.terse.client.Link;
import dev.terse.client.LinkChange;
import dev.terse.client.TerseClient;
import java.time.ZoneId;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code terse edit}: changes a link. */
@Command(
    name = "edit",
    description = "Change a link. An empty title, note or status takes it away.")
public final class EditCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ServerOptions server;

  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "CODE",
      converter = CodeConverter.class,
      description = "The link's code.")
  private String code;

  @Option(names = "--target", paramLabel = "URL", description = "Where it shall lead.")
  private @Nullable String target;

  @Option(names = "--title", paramLabel = "TEXT", description = "A line for lists.")
  private @Nullable String title;

  @Option(names = "--note", paramLabel = "TEXT", description = "A remark for the owners.")
  private @Nullable String note;

  @Option(
      names = "--status",
      paramLabel = "NUMBER",
      description = "Redirect with 301, 302, 307 or 308.")
  private @Nullable String status;

  @Option(
      names = "--if-version",
      paramLabel = "N",
      description = "Only if the link still has this version.")
  private @Nullable Long version;

  /** The command in {@code session}. */
  public EditCommand(Session session) {
    this.session = session;
    this.server = new ServerOptions(session);
  }

  @Override
  public Integer call() {
    LinkChange change = change();
    if (change.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "nothing to change: give --target, --title, --note or --status");
    }
    try (TerseClient client = server.client()) {
      Link link = client.edit(
          code, change, version == null ? OptionalLong.empty() : OptionalLong.of(version));
      if (server.json()) {
        session.terminal().out().println(Documents.of(link));
      } else {
        new LinkPrinter(session.terminal(), ZoneId.systemDefault()).print(link);
      }
    }
    return 0;
  }

  private LinkChange change() {
    LinkChange change = LinkChange.NONE;
    if (target != null) {
      change = change.target(target);
    }
    if (title != null) {
      change = change.title(title.isEmpty() ? null : title);
    }
    if (note != null) {
      change = change.note(note.isEmpty() ? null : note);
    }
    if (status != null) {
      change = change.status(status.isEmpty() ? null : number(status));
    }
    return change;
  }

  private Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "--status is 301, 302, 307, 308 or empty, not '" + text + "'", e);
    }
  }
}
