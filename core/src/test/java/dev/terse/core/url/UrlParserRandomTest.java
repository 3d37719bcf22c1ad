package dev.terse.core.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties that hold for every input; each run draws other inputs and prints their seed. */
class UrlParserRandomTest {

  private static final int ROUNDS = 20_000;

  private static final List<String> PIECES = List.of(
      "http:",
      "https://",
      "foo:",
      "//",
      "/",
      "\\",
      "@",
      ":",
      "?",
      "#",
      "[",
      "]",
      "%",
      "%2e",
      ".",
      "..",
      "%41",
      "%ff",
      "0x",
      "1",
      "256",
      "4294967296",
      "017",
      "a",
      "Z",
      "xn--",
      "-",
      "é",
      "ß",
      "\u200d",
      "א",
      "日本",
      "\ud800",
      "\udc00",
      "😀",
      "\t",
      "\n",
      " ",
      "\0",
      "\u007f",
      "\u00ad",
      "::",
      "ffff",
      "127.0.0.1",
      "example.com",
      "user:pw",
      "443",
      "65536",
      "'",
      "\"",
      "<",
      "{",
      "|",
      "^",
      "．",
      "①",
      "％",
      "\ufffd");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  UrlParserRandomTest() {
    System.out.println("seed " + seed);
  }

  @Test
  void parse_anyText_isIdempotentAndPrintableAscii() {
    for (int i = 0; i < ROUNDS; i++) {
      String input = i % 2 == 0 ? pieces() : characters();
      if (UrlParser.parse(input) instanceof ParsedUrl.Read read) {
        String href = read.url().href();
        assertThat(href).as("%s", escaped(input)).matches("[ -~]+");
        assertThat(UrlParser.parse(href))
            .as("%s", escaped(input))
            .isInstanceOfSatisfying(
                ParsedUrl.Read.class, again -> assertThat(again.url().href()).isEqualTo(href));
      }
    }
  }

  private String pieces() {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "http://" : "");
    for (int n = random.nextInt(12); n >= 0; n--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private String characters() {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "http://" : "");
    int bound = random.nextBoolean() ? 0x80 : 0x10000;
    for (int n = random.nextInt(20); n > 0; n--) {
      text.append((char) random.nextInt(bound));
    }
    return text.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(c -> escaped.append(c > ' ' && c < 0x7F ? "" + (char) c : "\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
