package dev.terse.app.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Standard output and standard error.
 *
 * @param out for results
 * @param err for everything else
 * @param outIsScreen whether a person reads {@code out}
 * @param errIsScreen whether a person reads {@code err}
 * @param colours whether {@code out} may be coloured
 * @param width of the screen, in characters
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    boolean outIsScreen,
    boolean errIsScreen,
    boolean colours,
    int width) {
  private static final int DEFAULT_WIDTH = 100;

  /** What could repaint the screen, forge lines, or turn round the order in which text is read. */
  private static final String UNSEEN = "\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069";

  private static final Pattern NO_LINE = Pattern.compile("[" + UNSEEN + "]");
  private static final Pattern NO_LINES = Pattern.compile("[" + UNSEEN + "&&[^\n\t]]");

  /** Colours and weights, each as its code in ANSI X3.64. */
  public enum Style {
    /** Stands out. */
    BOLD("1"),
    /** Steps back. */
    FAINT("2"),
    /** A short URL. */
    CYAN("36"),
    /** Something went wrong. */
    RED("31");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /**
   * The streams of this process. The launcher says in {@code terse.screen} which of them are
   * screens ({@code out}, {@code err}); without it, Java can only tell whether both ends are, and
   * looks through all its modules for a console to do so.
   */
  static Terminal ofProcess(Map<String, String> variables) {
    String screens = Optional.ofNullable(System.getProperty("terse.screen"))
        .orElseGet(() -> isConsole() ? "out,err" : "");
    boolean out = screens.contains("out");
    boolean err = screens.contains("err");
    boolean plain = !variables.getOrDefault("NO_COLOR", "").isEmpty()
        || variables.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        out,
        err,
        out && !plain,
        width(variables));
  }

  private static boolean isConsole() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** {@code text} in {@code style}, if colours are wanted. */
  public String styled(Style style, String text) {
    return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  /** {@code text}, which anybody may have written, as one line that shows all there is. */
  public static String line(String text) {
    return NO_LINE.matcher(text).replaceAll("\uFFFD");
  }

  /** As {@link #line}, but line feeds and tabs stay. */
  public static String lines(String text) {
    return NO_LINES.matcher(text).replaceAll("\uFFFD");
  }

  private static int width(Map<String, String> variables) {
    String columns = variables.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new PipeOutput(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
  }
}
