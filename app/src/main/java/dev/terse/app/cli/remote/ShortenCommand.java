package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Session;
import dev.terse.client.Link;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse shorten}: makes a link and prints its short URL. */
@Command(name = "shorten", description = "Make a link and print its short URL.")
public final class ShortenCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ServerOptions server;

  @Parameters(paramLabel = "URL", description = "Where the link shall lead.")
  private String target;

  @Option(names = "--code", paramLabel = "CODE", description = "The code to have.")
  private @Nullable String code;

  @Option(
      names = "--generator",
      paramLabel = "NAME",
      description = "How to draw the code: sequential, digest or random.")
  private @Nullable String generator;

  @Option(names = "--title", paramLabel = "TEXT", description = "A line for lists.")
  private @Nullable String title;

  @Option(names = "--note", paramLabel = "TEXT", description = "A remark for the owners.")
  private @Nullable String note;

  @Option(
      names = "--status",
      paramLabel = "NUMBER",
      description = "Redirect with 301, 302, 307 or 308.")
  private @Nullable Integer status;

  @Option(
      names = "--reuse",
      negatable = true,
      description = "Take the link that already leads there, if there is one.")
  private @Nullable Boolean reuse;

  /** The command in {@code session}. */
  public ShortenCommand(Session session) {
    this.session = session;
    this.server = new ServerOptions(session);
  }

  @Override
  public Integer call() {
    try (TerseClient client = server.client()) {
      Link link = client.shorten(new NewLink(target, code, generator, title, note, status, reuse));
      session
          .terminal()
          .out()
          .println(server.json() ? Documents.of(link).toString() : link.shortUrl());
    }
    return 0;
  }
}
