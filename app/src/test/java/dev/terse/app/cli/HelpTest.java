package dev.terse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.config.Config;
import dev.terse.app.terminal.Session;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command explains itself. */
final class HelpTest {

  private static final CommandLine ROOT = CommandTree.create(Session.ofProcess("test"));

  static Stream<CommandLine> commands() {
    return withSubcommands(ROOT);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void usage_ofEachCommand_saysWhatItDoes(CommandLine command) {
    assertThat(command.getUsageMessage())
        .contains("Usage: " + command.getCommandSpec().qualifiedName())
        .contains(command.getCommandSpec().usageMessage().description()[0].split(" ", 2)[0]);
  }

  @Test
  void usage_ofServe_namesEverySetting() {
    CommandLine serve = Objects.requireNonNull(ROOT.getSubcommands().get("serve"));
    String usage = serve.getUsageMessage();
    assertThat(Config.KEYS).allSatisfy(key -> assertThat(usage).contains(key.flag()));
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }
}
