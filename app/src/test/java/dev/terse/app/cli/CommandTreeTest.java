package dev.terse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.terminal.Session;
import dev.terse.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTreeTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  private Path directory;

  @Test
  void execute_version_printsIt() {
    assertThat(run("version")).isZero();
    assertThat(out).hasToString("Terse 1.2.3\n");
  }

  @Test
  void execute_wrongUsage_isShortAndEndsWith2() {
    assertThat(run("shorten")).isEqualTo(2);
    assertThat(err)
        .hasToString("terse: Missing required parameter: 'URL'\nterse: see terse shorten --help\n");
  }

  @Test
  void execute_unknownCommand_suggests() {
    assertThat(run("shorte")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Did you mean", "shorten");
  }

  @Test
  void execute_serverThatIsNone_endsWith2() {
    assertThat(run("list", "--server", "nowhere")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("'nowhere' names no server");
  }

  @Test
  void execute_keyWithLineBreak_endsWith2AndKeepsItSecret() {
    assertThat(run("list", "--key", "terse_a\nb")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("a character that no key has")
        .doesNotContain("terse_a");
  }

  @Test
  void execute_editOfNothing_endsWith2() {
    assertThat(run("edit", "a")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing to change");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "edit", "delete"})
  void execute_emptyCode_endsWith2(String command) {
    assertThat(run(command, "")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("the code is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "config", "--help"})
  void execute_resultCannotBeWritten_endsWith1(String command) {
    PrintStream full = new PrintStream(
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        },
        true,
        StandardCharsets.UTF_8);

    assertThat(CommandTree.create(session(full)).execute(command)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("terse: cannot write the result")
        .hasLineCount(1);
  }

  @Test
  void execute_configFileInTheDirectory_isRead() throws IOException {
    Files.writeString(directory.resolve("terse.yaml"), "cache.size: 7MiB\n");

    assertThat(run("config")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("cache.size: '7MiB'  # " + directory.resolve("terse.yaml") + " line 1");
  }

  @Test
  void execute_switchWithoutValue_meansTrue() {
    assertThat(run("config", "--links.reuse", "--server.access-log")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("links.reuse: 'true'  # flag", "server.access-log: 'true'  # flag");
  }

  @Test
  void reference_everyCommandAndFlag_isThere() throws IOException {
    String reference = Files.readString(
        Path.of(System.getProperty("terse.root")).resolve("docs/reference/command-line.md"));

    documented(CommandTree.create(session()), reference);
  }

  @Test
  void create_argumentsBeginWithACommand_hasThatOneOnly() {
    CommandLine all = CommandTree.create(session());
    for (CommandLine command : all.getSubcommands().values()) {
      String name = command
          .getCommandSpec()
          .userObject()
          .getClass()
          .getAnnotation(CommandLine.Command.class)
          .name();
      assertThat(CommandTree.create(session(), name, "--help").getSubcommands().keySet())
          .isEqualTo(name.equals("completion") ? all.getSubcommands().keySet() : Set.of(name));
    }
    assertThat(CommandTree.create(session(), "--help").getSubcommands().keySet())
        .isEqualTo(all.getSubcommands().keySet());
  }

  private static void documented(CommandLine command, String reference) {
    for (CommandLine sub : command.getSubcommands().values()) {
      assertThat(reference).contains(sub.getCommandSpec().qualifiedName());
      sub.getCommandSpec().options().stream()
          .map(CommandLine.Model.OptionSpec::longestName)
          .filter(name -> name.indexOf('.') < 0)
          .forEach(name -> assertThat(reference).contains(name));
      documented(sub, reference);
    }
  }

  private int run(String... arguments) {
    return CommandTree.create(session(), arguments).execute(arguments);
  }

  private Session session() {
    return session(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private Session session(PrintStream result) {
    PrintStream rest = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Session(
        Map.of(), directory, new Terminal(result, rest, false, false, false, 80), "1.2.3");
  }
}
