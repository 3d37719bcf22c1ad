package dev.terse.app.cli.local;

import dev.terse.app.terminal.Terminal;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Tells a person how far a long command is; tells a program nothing. */
final class Progress implements LongConsumer {
  private static final long EVERY_NANOS = 200_000_000;

  private final Terminal terminal;
  private final String unit;
  private final long total;
  private long shown = System.nanoTime();
  private boolean anything;

  /** Progress to {@code total}, or to nobody knows where for 0. */
  Progress(Terminal terminal, String unit, long total) {
    this.terminal = terminal;
    this.unit = unit;
    this.total = total;
  }

  @Override
  public void accept(long done) {
    long now = System.nanoTime();
    if (terminal.errIsScreen() && now - shown > EVERY_NANOS) {
      shown = now;
      anything = true;
      String share = total == 0 ? "" : String.format(Locale.ROOT, ", %d %%", 100 * done / total);
      terminal.err().print("\r" + String.format(Locale.ROOT, "%,d %s", done, unit) + share);
      terminal.err().flush();
    }
  }

  /** Ends the line. */
  void finish() {
    if (anything) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
