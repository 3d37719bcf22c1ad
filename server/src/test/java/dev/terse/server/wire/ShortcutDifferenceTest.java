package dev.terse.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.wire.Corpus.Conversation;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks two servers the same: one answers early what it can, the other never does. */
@Tag("slow")
@Timeout(900)
class ShortcutDifferenceTest {
  private static final int CONVERSATIONS = 1_500;

  /** So many early answers at least are compared. */
  private static final int ENOUGH = CONVERSATIONS / 5;

  /** On a busy machine, pieces of a conversation may be read as one all the same. */
  private static final int ROUNDS = 25;

  /** What a careless shortcut would take for a plain request. */
  private static final Map<String, UnaryOperator<String>> CARELESS = Map.ofEntries(
      Map.entry("bare LF", text -> text.replaceAll("(?<!\r)\n", "\r\n")),
      Map.entry("HEAD", text -> text.replaceAll("^HEAD ", "GET ")),
      Map.entry("any method", text -> text.replaceAll("^\\w+ ", "GET ")),
      Map.entry("other version", text -> text.replaceAll(" HTTP/[\\d.]+ ?\r\n", " HTTP/1.1\r\n")),
      Map.entry("case of the code", text -> text.replaceAll("^GET /GO ", "GET /go ")),
      Map.entry("trailing slash", text -> text.replaceAll("^GET /go/ ", "GET /go ")),
      Map.entry("first of several", text -> text.replaceAll("(?s)^(.*?\r\n\r\n).*", "$1")),
      Map.entry("without its end", text -> text.replaceAll("(?s)(\r\n)+$", "") + "\r\n\r\n"),
      Map.entry("no Host", text -> text.contains("ost:") ? text : with(text, "Host: a")),
      Map.entry(
          "two Hosts", text -> text.replaceAll("(?i)(\r\nhost:[^\r]*.*)\r\nhost:[^\r]*", "$1")),
      Map.entry("Connection", text -> without(text, "connection")),
      Map.entry("Content-Length", text -> without(text, "content-length")),
      Map.entry("Transfer-Encoding", text -> without(text, "transfer-encoding")),
      Map.entry("blank before colon", text -> text.replace(" :", ":")),
      Map.entry("control in a field", text -> text.replaceAll("[\0\u000b]", " ")));

  @TempDir
  static Path directory;

  private static TwoWays ways;

  @BeforeAll
  static void start() throws Exception {
    ways = new TwoWays(directory);
  }

  @AfterAll
  static void stop() {
    ways.close();
  }

  @Test
  void answers_ofBothWays_areTheSame() throws Exception {
    AtomicInteger early = new AtomicInteger();
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Corpus corpus = new Corpus(seed);
    ways.wrap(shortcut -> counting(shortcut, early));
    for (Conversation conversation : Temptations.ALL) {
      assertThat(ways.difference(conversation)).isNull();
    }
    for (Conversation conversation : corpus.cuts()) {
      assertThat(ways.difference(conversation)).isNull();
    }
    for (int i = 0; i < CONVERSATIONS || isToGoOn(i, early.get()); i++) {
      assertThat(ways.difference(corpus.draw()))
          .as("seed %d, number %d", seed, i)
          .isNull();
    }
    assertThat(early).hasValueGreaterThan(ENOUGH);
  }

  /** A busy machine reads pieces as one, and answers fewer requests early: so it is asked more. */
  private static boolean isToGoOn(int conversations, int early) {
    return early <= ENOUGH && conversations < 10 * CONVERSATIONS;
  }

  @ParameterizedTest
  @MethodSource("careless")
  void carelessShortcut_isFound(String what) throws Exception {
    UnaryOperator<String> reading = Objects.requireNonNull(CARELESS.get(what));
    assertThat(firstDifference(shortcut -> (bytes, length, allocator) -> {
          byte[] taken =
              reading.apply(new String(bytes, 0, length, ISO_8859_1)).getBytes(ISO_8859_1);
          return shortcut.answer(taken, taken.length, allocator);
        }))
        .as(what)
        .isNotNull();
  }

  @Test
  void shortcutThatCountsTwice_isFound() throws Exception {
    assertThat(firstDifference(shortcut -> (bytes, length, allocator) -> {
          ByteBuf first = shortcut.answer(bytes, length, allocator);
          if (first != null) {
            first.release();
          }
          return shortcut.answer(bytes, length, allocator);
        }))
        .contains("visits [");
  }

  @Test
  void shortcutThatSpellsOtherwise_isFound() throws Exception {
    assertThat(firstDifference(shortcut -> (bytes, length, allocator) -> {
          ByteBuf answer = shortcut.answer(bytes, length, allocator);
          return answer == null ? null : answer.setByte("HTTP/1.1 302 Found\r\n".length(), 'L');
        }))
        .isNotNull();
  }

  private static Stream<String> careless() {
    return CARELESS.keySet().stream();
  }

  private static @Nullable String firstDifference(UnaryOperator<Shortcut> wrapper)
      throws IOException {
    ways.wrap(wrapper);
    for (int i = 0; i < ROUNDS; i++) {
      for (Conversation conversation : Temptations.ALL) {
        String difference = ways.difference(conversation);
        if (difference != null) {
          return difference;
        }
      }
    }
    return null;
  }

  private static Shortcut counting(Shortcut shortcut, AtomicInteger early) {
    return (bytes, length, allocator) -> {
      ByteBuf answer = shortcut.answer(bytes, length, allocator);
      if (answer != null) {
        early.incrementAndGet();
      }
      return answer;
    };
  }

  private static String without(String text, String name) {
    return text.replaceAll("(?i)\r\n" + name + ":[^\r]*", "");
  }

  private static String with(String text, String field) {
    return text.replaceFirst("\r\n", "\r\n" + field + "\r\n");
  }
}
