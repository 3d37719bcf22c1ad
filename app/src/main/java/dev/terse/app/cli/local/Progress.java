package dev.terse.app.cli.local;

import dev.terse.app.terminal.Terminal;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Tells a person how far a long command is; tells a program nothing. */
public final class Progress implements LongConsumer {
  private static final long EVERY_NANOS = 200_000_000;
  private static final double NANOS = 1e9;

  private final Terminal terminal;
  private final String unit;
  private final long total;
  private final long started = System.nanoTime();
  private long shown = started;
  private boolean anything;

  /** Progress to {@code total}, or to nobody knows where for 0. */
  public Progress(Terminal terminal, String unit, long total) {
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
      double each = (double) (now - started) / Math.max(1, done);
      String line = String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, unit, NANOS / each);
      String rest = total < done || total == 0
          ? ""
          : String.format(Locale.ROOT, ", %d %%, ", 100 * done / total)
              + left((long) ((total - done) * each / NANOS));
      terminal.err().print("\r\u001b[K" + line + rest);
      terminal.err().flush();
    }
  }

  private static String left(long seconds) {
    return seconds < 100 ? seconds + " s left" : (seconds + 59) / 60 + " min left";
  }

  /** Ends the line. */
  public void finish() {
    if (anything) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
