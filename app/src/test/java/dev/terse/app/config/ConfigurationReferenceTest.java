package dev.terse.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.settings.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/configuration.md against the keys that the loader knows. */
class ConfigurationReferenceTest {
  private static final String HEAD = """
      # Configuration

      Every setting has one name. It can be given in three ways, of which the first that is used
      counts:

      1. as a flag: `--server.listen 0.0.0.0:80` or `--server.listen=0.0.0.0:80`
      2. in the environment: `TERSE_SERVER_LISTEN=0.0.0.0:80`
      3. in a YAML file, nested or dotted: `server: {listen: "0.0.0.0:80"}` or
         `server.listen: 0.0.0.0:80`

      The file is the one that `--config` names, else the one that `TERSE_CONFIG` names, else
      `terse.yaml` in the working directory if there is one. A list is written `a,b`, in YAML also
      `[a, b]`. Times are written `500ms`, `10s`, `5m`, `1h` or `2d`, sizes `512`, `16KiB`, `64MiB`
      or `1GiB`. A secret can also be read from a file that the environment names:
      `TERSE_CODES_SECRET_FILE=/run/secrets/codes`.

      Unknown names and wrong values end the start with status 2 and a list of all of them.
      `./terse config` shows what is in effect, and where each value came from.
      [examples/terse.yaml](../../examples/terse.yaml) is a file to begin with.

      | setting | default | meaning |
      |---|---|---|
      """;

  @Test
  void reference_everyKey_isDocumentedAsTheLoaderKnowsIt() throws IOException {
    StringBuilder expected = new StringBuilder(HEAD);
    for (Key<?> key : Config.KEYS) {
      String byDefault = key.byDefault().isEmpty() ? "" : "`" + key.byDefault() + "`";
      expected.append("| `%s` | %s | %s%s |%n"
          .formatted(key.name(), byDefault, key.about(), key.isSecret() ? " Secret." : ""));
    }
    Path root = Path.of(System.getProperty("terse.root"));
    Path written = root.resolve("app/target/configuration.md");
    Files.createDirectories(written.getParent());
    Files.writeString(written, expected);

    assertThat(Files.readString(root.resolve("docs/reference/configuration.md")))
        .as("copy %s over docs/reference/configuration.md", written)
        .isEqualTo(expected.toString());
  }
}
