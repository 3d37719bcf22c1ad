package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Table;
import dev.terse.app.terminal.Terminal;
import dev.terse.app.terminal.Terminal.Style;
import dev.terse.client.Link;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows links to people. */
final class LinkPrinter {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Terminal terminal;
  private final ZoneId zone;

  LinkPrinter(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.zone = zone;
  }

  /** All of one link, a line for each field that has something to say. */
  void print(Link link) {
    terminal.out().println(terminal.styled(Style.CYAN, Terminal.line(link.shortUrl())));
    line("code", link.code());
    line("target", link.target());
    line("title", link.title());
    text("note", link.note());
    line("status", link.status() == null ? null : link.status().toString());
    line("visits", Long.toString(link.visits()));
    line("created", time(link.created()) + (link.creator() == null ? "" : " by " + link.creator()));
    line("changed", link.version() == 1 ? null : time(link.changed()));
    line("version", Long.toString(link.version()));
  }

  /** A table of links. */
  void print(List<Link> links) {
    Table table = new Table("CODE", ">VISITS", "CREATED", "TARGET", "TITLE");
    for (Link link : links) {
      table.add(
          link.code(),
          Long.toString(link.visits()),
          time(link.created()),
          link.target(),
          link.title() == null ? "" : link.title());
    }
    table.print(terminal);
  }

  private void line(String name, @Nullable String value) {
    text(name, value == null ? null : Terminal.line(value));
  }

  private void text(String name, @Nullable String value) {
    if (value != null) {
      String label = terminal.styled(Style.FAINT, "%-8s".formatted(name));
      terminal.out().println(label + " " + Terminal.lines(value));
    }
  }

  private String time(Instant instant) {
    return terminal.outIsScreen() ? MINUTES.format(instant.atZone(zone)) : instant.toString();
  }
}
