package dev.terse.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void print_screen_alignsAndCuts() {
    table().print(terminal(true, false, 16));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("CODE  VISITS  T…\na          7  x\nlong      12  a…\n");
  }

  @Test
  void print_pipe_cutsNothingAndHasNoHead() {
    table().print(terminal(false, false, 16));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("a\t7\tx\nlong\t12\ta longer text\n");
  }

  @Test
  void print_colours_onlyInTheHead() {
    table().print(terminal(true, true, 80));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("\u001b[1mCODE  VISITS  TEXT\u001b[0m\n")
        .endsWith("long      12  a longer text\n");
  }

  @Test
  void print_controlCharacters_cannotForgeRowsOrColours() {
    Table table = new Table("TEXT");
    table.add("a\u001b[31mb\nc\td\u202Ee\u2067f\u2028g\u009b");
    table.print(terminal(false, false, 80));

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("a�[31mb�c�d�e�f�g�\n");
  }

  private static Table table() {
    Table table = new Table("CODE", ">VISITS", "TEXT");
    table.add("a", "7", "x");
    table.add("long", "12", "a longer text");
    return table;
  }

  private Terminal terminal(boolean screen, boolean colours, int width) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Terminal(out, out, screen, screen, colours, width);
  }
}
