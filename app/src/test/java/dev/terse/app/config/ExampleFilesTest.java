package dev.terse.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.settings.Key;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeSpace;
import dev.terse.server.access.AuthMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files under examples/: what they set, and that they are all read. */
class ExampleFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("terse.root"));

  private static final String HEAD = """
      # Every setting with its default. Remove the # in front of a line to change it, and use the
      # file with: ./terse serve --config examples/terse.yaml
      # What can be given here can also be a flag or an environment variable: see
      # docs/reference/configuration.md.
      """;

  @TempDir
  private Path directory;

  @Test
  void terse_everyKey_standsThereWithItsDefault() throws Exception {
    StringBuilder expected = new StringBuilder(HEAD);
    String section = "";
    for (Key<?> key : Config.KEYS) {
      String own = key.name().substring(0, key.name().indexOf('.'));
      if (!own.equals(section)) {
        expected.append("\n").append(own).append(":\n");
        section = own;
      }
      wrap(expected, key.about().replace("`", ""));
      String value = key.byDefault().isEmpty() ? "''" : key.byDefault();
      String name = key.name().substring(section.length() + 1);
      expected.append("  #%s: %s%n".formatted(name, value));
    }
    Path written = ROOT.resolve("app/target/terse.yaml");
    Files.createDirectories(written.getParent());
    Files.writeString(written, expected);

    assertThat(Files.readString(ROOT.resolve("examples/terse.yaml")))
        .as("copy %s over examples/terse.yaml", written)
        .isEqualTo(expected.toString());
  }

  @Test
  void terse_asItIsAndUncommented_isTheDefault() throws Exception {
    Config byDefault = load(Files.createFile(directory.resolve("empty.yaml")));
    Path example = ROOT.resolve("examples/terse.yaml");
    Path uncommented = Files.writeString(
        directory.resolve("terse.yaml"),
        Files.readString(example).replaceAll("(?m)^  #(?=[a-z])", "  "));

    assertThat(load(example)).isEqualTo(byDefault);
    assertThat(load(uncommented)).isEqualTo(byDefault);
  }

  @Test
  void s_settings_areThoseOfS() throws Exception {
    Config config = load(ROOT.resolve("examples/s.yaml"));

    assertThat(config.codes().alphabet()).isEqualTo(Alphabet.S);
    assertThat(new CodeSpace(
                config.codes().alphabet(),
                config.codes().lengths(GeneratorName.SEQUENTIAL),
                config.codes().blockedWords())
            .capacity())
        .isEqualTo(266_302);
    assertThat(config.server().redirects().status()).isEqualTo(RedirectStatus.MOVED_PERMANENTLY);
    assertThat(String.valueOf(config.server().url())).isEqualTo("http://your.domain/");
    assertThat(config.server().auth()).isEqualTo(AuthMode.OPEN);
    assertThat(config.server().ancestors().s()).isTrue();
    assertThat(config.server().home()).isFalse();
  }

  @Test
  void flaskDemo_settings_areThoseOfTheDemo() throws Exception {
    Config config = load(ROOT.resolve("examples/flask-demo.yaml"));

    assertThat(config.codes().alphabet()).isEqualTo(Alphabet.BASE64URL);
    assertThat(config.server().listen().port()).isEqualTo(5000);
    assertThat(config.server().ancestors().flask()).isTrue();
    assertThat(config.server().ancestors().serviceBase()).isEqualTo("172.17.0.2:5000/");
    assertThat(config.server().auth()).isEqualTo(AuthMode.OPEN);
  }

  @Test
  void examples_stores_areDirectoriesOfTheirOwn() throws Exception {
    assertThat(List.of(
            load(ROOT.resolve("examples/s.yaml")).store(),
            load(ROOT.resolve("examples/flask-demo.yaml")).store(),
            load(ROOT.resolve("examples/terse.yaml")).store()))
        .doesNotHaveDuplicates();
  }

  private static Config load(Path file) throws Exception {
    return Config.of(
        new SettingsLoader(Config.KEYS).load(new Sources(Map.of(), List.of(), Map.of(), file)));
  }

  private static void wrap(StringBuilder into, String text) throws IOException {
    StringBuilder line = new StringBuilder("  #");
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > 100) {
        into.append(line).append('\n');
        line = new StringBuilder("  #");
      }
      line.append(' ').append(word);
    }
    into.append(line).append('\n');
  }
}
