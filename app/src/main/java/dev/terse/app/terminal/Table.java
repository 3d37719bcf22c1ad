package dev.terse.app.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text in columns. On a screen, columns are aligned and what does not fit is cut; elsewhere
 * nothing is cut and tabs part the columns, so that programs can read them.
 */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> names;
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these columns; a name that begins with {@code >} aligns its column right. */
  public Table(String... columns) {
    this.names = Arrays.stream(columns).map(name -> name.replaceFirst("^>", "")).toList();
    this.right = Arrays.stream(columns).map(name -> name.startsWith(">")).toList();
  }

  /** Adds a row with a cell for each column. */
  public void add(String... cells) {
    rows.add(Arrays.stream(cells).map(Terminal::line).toList());
  }

  /** Prints the table to {@code terminal}'s standard output. */
  public void print(Terminal terminal) {
    if (!terminal.outIsScreen()) {
      rows.forEach(row -> terminal.out().println(String.join("\t", row)));
      return;
    }
    int[] widths = widths();
    terminal
        .out()
        .println(terminal.styled(Terminal.Style.BOLD, cut(line(names, widths), terminal.width())));
    rows.forEach(row -> terminal.out().println(cut(line(row, widths), terminal.width())));
  }

  private int[] widths() {
    int[] widths = names.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : GAP)
          .append(right.get(i) ? blanks + cells.get(i) : cells.get(i) + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
