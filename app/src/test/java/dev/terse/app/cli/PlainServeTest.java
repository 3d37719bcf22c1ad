package dev.terse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.terminal.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Holds what is read without picocli against what picocli reads. */
class PlainServeTest {
  private static final Session SESSION = Session.ofProcess("test");
  private static final int COMMAND_LINES = 20_000;
  private static final int MAX_WORDS = 6;
  private static final int SEED = 1;

  private static final List<String> WORDS = List.of(
      "--demo",
      "--demo=true",
      "--config",
      "--config=a.yaml",
      "a.yaml",
      "--server.listen",
      "--server.listen=127.0.0.1:80",
      "127.0.0.1:80",
      "--store.url=rocksdb:a=b",
      "--redirect.shortcut",
      "--redirect.shortcut=",
      "false",
      "--cache.size=7MiB",
      "--cache.siz=7MiB",
      "--server",
      "--help",
      "-h",
      "-",
      "--",
      "",
      "@words",
      "'a b'",
      "\"--demo\"",
      "a b",
      "\u00e4\uD83D\uDE00",
      "serve",
      "shorten",
      "=");

  @Test
  void of_wordsByChance_readsNothingThatPicocliReadsOtherwise() {
    Random random = new Random(SEED);
    int plain = 0;
    for (int i = 0; i < COMMAND_LINES; i++) {
      List<String> words = new ArrayList<>(List.of("serve"));
      random
          .ints(random.nextInt(MAX_WORDS), 0, WORDS.size())
          .mapToObj(WORDS::get)
          .forEach(words::add);
      String[] arguments = words.toArray(String[]::new);

      PlainServe read = PlainServe.of(arguments);

      if (read != null) {
        plain++;
        assertThat(read).as("%s", words).isEqualTo(byPicocli(arguments));
      }
    }
    assertThat(plain).isBetween(COMMAND_LINES / 20, COMMAND_LINES / 2);
  }

  @Test
  void of_everydayCommandLines_readsThem() {
    assertThat(PlainServe.of("serve")).isEqualTo(new PlainServe(Map.of(), null, false));
    assertThat(PlainServe.of("serve", "--demo", "--log.level", "warn"))
        .isEqualTo(new PlainServe(Map.of("log.level", "warn"), null, true));
    assertThat(PlainServe.of("serve", "--config", "a.yaml", "--store.url=rocksdb:/b?c=d"))
        .isEqualTo(new PlainServe(Map.of("store.url", "rocksdb:/b?c=d"), Path.of("a.yaml"), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "config",
        "serve --help",
        "serve --nothing a",
        "serve a",
        "serve --demo --demo",
        "serve --cache.size",
        "serve --cache.size --demo",
        "serve --cache.size=1MiB --cache.size 2MiB"
      })
  void of_whatNeedsAnAnswer_leavesItToPicocli(String line) {
    assertThat(PlainServe.of(line.split(" "))).isNull();
  }

  private static PlainServe byPicocli(String... arguments) {
    ParseResult serve =
        CommandTree.create(SESSION, arguments).parseArgs(arguments).subcommand();
    assertThat(serve.unmatched()).isEmpty();
    Map<String, String> flags = new LinkedHashMap<>();
    for (OptionSpec option : serve.matchedOptions()) {
      if (option.longestName().indexOf('.') > 0) {
        flags.put(option.longestName().substring("--".length()), option.getValue());
      }
    }
    return new PlainServe(
        flags, serve.matchedOptionValue("--config", (Path) null), serve.hasMatchedOption("--demo"));
  }
}
