package dev.terse.server.malformed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case of {@code malformed.txt}, which says how one is written.
 *
 * @param name what is wrong with it
 * @param statuses of the answers, in order; {@code 4xx} for any of these
 * @param closes whether the server closes the connection then
 * @param text what is sent, a byte a character, but for length and key
 */
record MalformedRequest(String name, List<String> statuses, boolean closes, String text) {
  private static final Pattern ESCAPE = Pattern.compile(
      "\\\\(?:([rnt0\\\\])|x([0-9a-f]{2})|\\{((?:\\\\[rnt0\\\\]|[^*\\\\{}])*)\\*(\\d+)})");

  /** All cases. */
  static List<MalformedRequest> all() {
    List<MalformedRequest> all = new ArrayList<>();
    for (String text : source().replaceAll("(?m)^#.*\n", "").split("(?m)^=== ", -1)) {
      String[] parts = text.split("\n", 2);
      int colon = parts[0].lastIndexOf(": ");
      if (colon > 0) {
        all.add(read(parts[0].substring(0, colon), parts[0].substring(colon + 2), parts[1]));
      }
    }
    return List.copyOf(all);
  }

  private static MalformedRequest read(String name, String expected, String body) {
    List<String> words = new ArrayList<>(List.of(expected.split(" ", -1)));
    boolean closes = words.remove("closed");
    String lines = new String(body.replaceFirst("\\n+$", "").getBytes(UTF_8), ISO_8859_1);
    String end = lines.endsWith("\\") ? "\n" : "\n\n";
    String text = (lines + end).replaceAll("(?<!\\\\)\\\\\n", "").replace("\n", "\r\n");
    return new MalformedRequest(name, List.copyOf(words), closes, unescape(text));
  }

  /** The bytes to send. */
  byte[] bytes(String key) {
    int empty = text.indexOf("\r\n\r\n");
    String length = empty < 0 ? "0" : Integer.toString(text.length() - empty - 4);
    return text.replace("\\{length}", length).replace("\\{key}", key).getBytes(ISO_8859_1);
  }

  /** Whether these are the statuses that were expected. */
  boolean isAnsweredBy(List<Integer> answers) {
    if (answers.size() != statuses.size()) {
      return false;
    }
    for (int i = 0; i < answers.size(); i++) {
      if (!answers.get(i).toString().matches(statuses.get(i).replace('x', '.'))) {
        return false;
      }
    }
    return true;
  }

  private static String unescape(String text) {
    return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning(match)));
  }

  private static String meaning(MatchResult match) {
    if (match.group(1) != null) {
      return switch (match.group(1)) {
        case "r" -> "\r";
        case "n" -> "\n";
        case "t" -> "\t";
        case "0" -> "\0";
        default -> "\\";
      };
    }
    if (match.group(2) != null) {
      return String.valueOf((char) Integer.parseInt(match.group(2), 16));
    }
    return unescape(match.group(3)).repeat(Integer.parseInt(match.group(4)));
  }

  private static String source() {
    try (InputStream file = MalformedRequest.class.getResourceAsStream("malformed.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
