package dev.terse.server.wire;

import dev.terse.server.wire.Corpus.Conversation;
import java.time.Duration;
import java.util.List;

/**
 * Conversations that each look plain to a reader who overlooks one thing. Their pieces come slowly
 * enough to be read one by one.
 */
final class Temptations {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String LINE = "GET /go HTTP/1.1\r\n";
  private static final String HOST = "Host: localhost\r\n";
  private static final String PLAIN = LINE + HOST + "\r\n";

  static final List<Conversation> ALL = List.of(
      of(PLAIN),
      of(PLAIN + PLAIN),
      of("GET /go HTTP/1.1\nHost: localhost\n\n"),
      of(LINE + HOST + "X: a\nY: b\r\n\r\n"),
      of("HEAD /go HTTP/1.1\r\n" + HOST + "\r\n"),
      of("DELETE /go HTTP/1.1\r\n" + HOST + "\r\n"),
      of("GET /go HTTP/1.0\r\n" + HOST + "\r\n"),
      of("GET /go HTTP/1.2\r\n" + HOST + "\r\n"),
      of("GET /GO HTTP/1.1\r\n" + HOST + "\r\n"),
      of("GET /go/ HTTP/1.1\r\n" + HOST + "\r\n"),
      of(LINE + HOST, "X: y\r\n\r\n"),
      of(LINE + "\r\n"),
      of(LINE + HOST + "Host: b\r\n\r\n"),
      of(LINE + HOST + "Connection: close\r\n\r\n"),
      of(LINE + HOST + "Content-Length: 3\r\n\r\n", "abc"),
      of(LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n", "0\r\n\r\n"),
      of(LINE + "Host : localhost\r\n\r\n"),
      of(LINE + HOST + "X: a\0b\r\n\r\n"),
      of(LINE + HOST + "X: a\u000bb\r\n\r\n"));

  private Temptations() {}

  private static Conversation of(String... pieces) {
    return Corpus.conversation(PAUSE, pieces);
  }
}
