package dev.terse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the source text shows: room sizes, test names, prose of packages, shelves of docs. */
final class SourceRulesTest {

  private static final Path ROOT =
      Path.of(System.getProperty("terse.root", "..")).normalize();
  private static final int MAX_FILES_PER_PACKAGE = 12;
  private static final Pattern TEST_METHOD = Pattern.compile(
      "@(?:Test|ParameterizedTest|RepeatedTest)\\b[^;{]*?\\bvoid (\\w+)\\(", Pattern.DOTALL);
  private static final Pattern PACKAGE_PROSE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  @Test
  void packages_holdAtMostTwelveFiles() {
    Map<String, Long> rooms = sources()
        .collect(Collectors.groupingBy(
            file -> ROOT.relativize(file.getParent()).toString(),
            TreeMap::new,
            Collectors.counting()));
    rooms.values().removeIf(files -> files <= MAX_FILES_PER_PACKAGE);
    assertThat(rooms).as("a full room means two rooms").isEmpty();
  }

  @Test
  void testNames_sayMethodAndState() {
    List<String> nameless = new ArrayList<>();
    sources()
        .filter(file -> file.toString().contains("Test") || file.toString().contains("Contract"))
        .forEach(file -> TEST_METHOD
            .matcher(read(file))
            .results()
            .map(match -> match.group(1))
            .filter(name -> !name.contains("_"))
            .forEach(name -> nameless.add(ROOT.relativize(file) + " " + name)));
    assertThat(nameless).as("name tests method_state").isEmpty();
  }

  @Test
  void packageProse_isTwoToSixLinesAtMost() {
    List<String> wordy = new ArrayList<>();
    sources().filter(file -> file.endsWith("package-info.java")).forEach(file -> {
      var prose = PACKAGE_PROSE.matcher(read(file));
      if (!prose.find() || prose.group(1).strip().lines().count() > 6) {
        wordy.add(ROOT.relativize(file).toString());
      }
    });
    assertThat(wordy).as("a package says in at most six lines what it is").isEmpty();
  }

  @Test
  void skippedTests_doNotExist() {
    List<String> skipped = sources()
        .filter(file -> !file.endsWith("SourceRulesTest.java"))
        .filter(file -> read(file).matches("(?s).*(@Disabled|Assumptions|assumeT|assumeF).*"))
        .map(file -> ROOT.relativize(file).toString())
        .toList();
    assertThat(skipped).as("a skipped test is a failed test").isEmpty();
  }

  @Test
  void architecturePage_isShortEnoughToBeRead() {
    assertThat(read(ROOT.resolve("ARCHITECTURE.md")).lines().count()).isLessThanOrEqualTo(250);
  }

  private static Stream<Path> sources() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
