package dev.terse.core.url;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the parser against {@code cases.txt}, which explains its own form. */
class UrlParserCasesTest {

  private static final Pattern LINE = Pattern.compile("(.+?) +([=~]>) +(.+)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|[tnrs\\\\])");

  record Case(String section, String input, String expected) {}

  @ParameterizedTest
  @MethodSource("cases")
  void parse_case_hasExpectedResult(Case given) {
    assertThat(result(given.input())).as(given.section()).isEqualTo(given.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void parse_itsOwnHref_changesNothing(Case given) {
    if (UrlParser.parse(given.input()) instanceof ParsedUrl.Read first) {
      String href = first.url().href();
      assertThat(UrlParser.parse(href))
          .isInstanceOfSatisfying(
              ParsedUrl.Read.class, again -> assertThat(again.url().href()).isEqualTo(href));
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    String section = "";
    for (String line : lines()) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (!line.isBlank() && !line.startsWith("# ") && !line.equals("#")) {
        cases.add(read(section, line));
      }
    }
    return cases;
  }

  private static Case read(String section, String line) {
    Matcher parts = LINE.matcher(line);
    assertThat(parts.matches()).as("'%s' has an arrow", line).isTrue();
    String input = unescaped(parts.group(1));
    String href = parts.group(3).equals("same") ? input : unescaped(parts.group(3));
    return new Case(section, input, parts.group(2) + " " + href);
  }

  private static String result(String input) {
    return switch (UrlParser.parse(input)) {
      case ParsedUrl.Failure failure -> "=> failure " + failure.name();
      case ParsedUrl.Read read ->
        (read.url().valid() ? "=> " : "~> ") + read.url().href();
    };
  }

  private static List<String> lines() {
    try (InputStream file =
        Objects.requireNonNull(UrlParserCasesTest.class.getResourceAsStream("cases.txt"))) {
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(meaning(m.group(1))));
  }

  private static String meaning(String escape) {
    return switch (escape.charAt(0)) {
      case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
      case 't' -> "\t";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 's' -> " ";
      default -> escape;
    };
  }
}
