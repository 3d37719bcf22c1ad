package dev.terse.app.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

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
   * screens ({@code out}, {@code err}); without it, Java can only tell whether both ends are.
   */
  static Terminal ofProcess(Map<String, String> variables) {
    String screens = System.getProperty("terse.screen");
    boolean both =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    boolean out = screens == null ? both : screens.contains("out");
    boolean err = screens == null ? both : screens.contains("err");
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

  /** {@code text} in {@code style}, if colours are wanted. */
  public String styled(Style style, String text) {
    return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  private static int width(Map<String, String> variables) {
    String columns = variables.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
