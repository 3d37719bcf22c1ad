package dev.terse.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.terse.app.settings.SettingsLoader.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  private static final Key<String> LISTEN = new Key<>("server.listen", "here", "", text -> text);
  private static final Key<Duration> GRACE = new Key<>("server.grace", "10s", "", Readers::time);
  private static final Key<List<String>> WORDS = new Key<>("codes.words", "", "", Readers::list);
  private static final Key<String> SECRET =
      new Key<>("codes.secret", "", "", (String text) -> text).secret();
  private static final SettingsLoader LOADER =
      new SettingsLoader(List.of(LISTEN, GRACE, WORDS, SECRET));

  @TempDir
  private Path directory;

  @Test
  void get_nothingGiven_isTheDefault() {
    assertThat(load(Map.of(), Map.of(), null).get(GRACE)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void get_givenEverywhere_flagGoesFirst() throws Exception {
    Path file = file("server.listen: file");
    Map<String, String> environment = Map.of("TERSE_SERVER_LISTEN", "environment");

    assertThat(load(Map.of(), Map.of(), file).get(LISTEN)).isEqualTo("file");
    assertThat(load(Map.of(), environment, file).get(LISTEN)).isEqualTo("environment");
    assertThat(load(Map.of("server.listen", "flag"), environment, file).get(LISTEN))
        .isEqualTo("flag");
  }

  @Test
  void file_nestedDottedAndLists_areTheSame() throws Exception {
    Settings settings =
        load(Map.of(), Map.of(), file("server:\n  listen: 0123\ncodes.words:\n- one\n- 'two'\n"));

    settings.finish();
    assertThat(settings.get(LISTEN)).isEqualTo("0123");
    assertThat(settings.get(WORDS)).containsExactly("one", "two");
  }

  @Test
  void file_nameWithoutValue_leavesTheDefault() throws Exception {
    assertThat(load(Map.of(), Map.of(), file("server:\n  listen:\n")).get(LISTEN))
        .isEqualTo("here");
  }

  @Test
  void file_empty_givesNothing() throws Exception {
    Settings settings = load(Map.of(), Map.of(), file("# nothing\n"));

    settings.finish();
    assertThat(settings.effective()).allMatch(effective -> effective.origin().equals("default"));
  }

  @Test
  void finish_manyFaults_tellsAllWithOriginAndNearestName() throws Exception {
    Path file = file("server:\n  lisen: x\n  grace: soon\ncodes.words: a\ncodes: {words: b}\n");
    Settings settings = LOADER.load(new Sources(
        Map.of(),
        List.of("--server.grac=3s", "--nonsense", "value", "word"),
        Map.of("TERSE_SERVER_LISTN", "y", "TERSE_SERVICE_HOST", "10.0.0.1", "HOME", "/"),
        file));
    settings.get(GRACE);

    assertThat(faults(settings))
        .containsExactly(
            "server.lisen (" + file + " line 2) is no setting: did you mean server.listen?",
            "codes.words is given twice: " + file + " line 4 and " + file + " line 5",
            "environment TERSE_SERVER_LISTN sets nothing: did you mean TERSE_SERVER_LISTEN?",
            "flag --server.grac sets nothing: did you mean server.grace?",
            "flag --nonsense sets nothing",
            "'word' is no flag: settings are given as --name value",
            "server.grace (" + file + " line 3): 'soon' is no time: write a number and ms, s, m, h"
                + " or d, such as 10s");
  }

  @Test
  void finish_brokenYaml_namesTheLine() throws Exception {
    Path file = file("a: 1\nb: [\n");

    assertThat(faults(load(Map.of(), Map.of(), file)))
        .singleElement()
        .asString()
        .startsWith(file + " line 3 is no YAML: ");
  }

  @Test
  void finish_noSuchFile_saysSo() {
    Path file = directory.resolve("none.yaml");

    assertThat(faults(load(Map.of(), Map.of(), file)))
        .containsExactly(file + ": there is no such file");
  }

  @Test
  void secret_fileInTheEnvironment_isReadAndMasked() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "hidden words\n");

    Settings settings = load(Map.of(), Map.of("TERSE_CODES_SECRET_FILE", file.toString()), null);

    settings.finish();
    assertThat(settings.get(SECRET)).isEqualTo("hidden words");
    assertThat(settings.effective())
        .contains(
            new Settings.Effective("codes.secret", "***", "environment TERSE_CODES_SECRET_FILE"));
  }

  @Test
  void secret_fileForOtherKeys_setsNothing() {
    assertThat(faults(load(Map.of(), Map.of("TERSE_SERVER_LISTEN_FILE", "x"), null)))
        .singleElement()
        .asString()
        .startsWith("environment TERSE_SERVER_LISTEN_FILE sets nothing");
  }

  @Test
  void make_valuesThatDoNotFit_areOneFaultEach() {
    Settings settings = load(Map.of(), Map.of(), null);

    String made = settings.make(
        "codes",
        () -> {
          throw new IllegalArgumentException("codes.words are too many\nother");
        },
        "instead");

    assertThat(made).isEqualTo("instead");
    assertThat(faults(settings)).containsExactly("codes.words are too many", "codes: other");
  }

  private static List<String> faults(Settings settings) {
    return catchThrowableOfType(ConfigException.class, settings::finish).faults();
  }

  private static Settings load(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file) {
    return LOADER.load(new Sources(flags, List.of(), environment, file));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("terse.yaml"), text);
  }
}
