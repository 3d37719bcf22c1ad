package dev.terse.server.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Conversations: plain, odd and broken requests, in one piece or many, alone or one after other.
 */
final class Corpus {

  /** The codes that are links, each with a status of its own or none. */
  static final List<String> CODES = List.of("go", "301", "302", "307", "308", "a/b", "x~y", "..a");

  private static final List<String> TARGETS = List.of(
      "/go",
      "/go",
      "/go",
      "/301",
      "/302",
      "/307",
      "/308",
      "/a/b",
      "/x~y",
      "/..a",
      "/go?q=1",
      "/go?",
      "/go?a=b&c=%20#f",
      "/go?\u00e9",
      "/go??x",
      "/GO",
      "/g%6f",
      "/%67%6F",
      "/go%",
      "/go%0d%0a",
      "/a%2Fb",
      "/go/",
      "//go",
      "/./go",
      "/../go",
      "/",
      "/-",
      "/-/",
      "/-/health/live",
      "/-/nope",
      "/.well-known/x",
      "/robots.txt",
      "/unknown",
      "/go#x",
      "/go;x",
      "/go\u00e9",
      "/go\u007f",
      "/g\to",
      "*",
      "go",
      "",
      "http://localhost/go",
      "http://evil.example/go",
      "/go /301",
      "/?go");

  private static final List<String> METHODS = List.of(
      "GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "get", "GETS", "G",
      "DELETE", "GET ", " GET", "\r\nGET", "\nGET", "TRACE");

  private static final List<String> VERSIONS = List.of(
      "HTTP/1.1",
      "HTTP/1.1",
      "HTTP/1.1",
      "HTTP/1.1",
      "HTTP/1.1",
      "HTTP/1.1",
      "HTTP/1.1",
      "HTTP/1.0",
      "HTTP/1.2",
      "http/1.1",
      "HTTP/2.0",
      "HTTP/1.1 ",
      "HTTP/1.",
      "");

  private static final List<String> FIELDS = List.of(
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
      "Accept: */*",
      "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
      "Accept-Encoding: gzip, br",
      "Cookie: a=b; c=\"d\"",
      "X-Forwarded-For: 9.9.9.9",
      "X-Forwarded-Host: other.example",
      "Range: bytes=0-1",
      "If-None-Match: *",
      "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT",
      "Connection: keep-alive",
      "Connection: Keep-Alive",
      "connection:keep-alive",
      "Connection: close",
      "Connection: keep-alive, close",
      "Connection: upgrade",
      "Connection:",
      "Content-Length: 0",
      "Content-Length: 3",
      "Content-Length: x",
      "Content-Length: -1",
      "Transfer-Encoding: chunked",
      "Transfer-Encoding: identity",
      "transfer-encoding : chunked",
      "Expect: 100-continue",
      "Expect: x",
      "Upgrade: websocket",
      "Upgrade: h2c",
      "Sec-WebSocket-Key1: 1",
      "Sec-WebSocket-Key2: 2",
      "Sec-WebSocket-Key: x",
      "Host: second.example",
      "host:third",
      "Host : fourth",
      "X Y: z",
      "X\tY: z",
      ": nameless",
      "Nameless",
      " folded",
      "\tfolded",
      "X:",
      "X: \t ",
      "X: a\u0000b",
      "X: a\u000bb",
      "X: \u00e9",
      "X: a\u007fb",
      "X: a\rb",
      "X: a\nY: b",
      "X_Y: z",
      "X!#$: z",
      "Te: trailers",
      "Origin: null",
      "Authorization: Bearer x",
      "Via: 1.1 proxy",
      "Forwarded: for=1.2.3.4;host=x",
      "Proxy-Connection: close",
      "HTTP2-Settings: AAAA",
      "Trailer: X",
      "Date: x",
      "Max-Forwards: 0");

  private static final List<String> HOSTS = List.of(
      "Host: localhost",
      "Host: localhost",
      "Host: localhost",
      "Host: sho.rt",
      "HOST: a:1",
      "Host:",
      "Host: a b",
      "Host: [::1]:80",
      "Host: \u00e9",
      "Host: /",
      "");

  private static final List<String> ENDS =
      List.of("\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\n\r\n");

  /** Between pieces that are drawn, so that most come one by one. */
  private static final Duration PAUSE = Duration.ofNanos(200_000);

  private final Random random;

  /** The corpus of {@code seed}. */
  Corpus(long seed) {
    this.random = new Random(seed);
  }

  /** One conversation: what is written, piece by piece, each followed by a pause. */
  record Conversation(List<byte[]> pieces, Duration pause) {

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (byte[] piece : pieces) {
        text.append('"')
            .append(escape(new String(piece, StandardCharsets.ISO_8859_1)))
            .append("\" ");
      }
      return text.toString();
    }

    private static String escape(String text) {
      return text.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
    }
  }

  /** Every way to cut a plain request, and one with another before it, in two. */
  List<Conversation> cuts() {
    String plain = "GET /go?x HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n";
    String body = "POST /go HTTP/1.1\r\nHost: a\r\nContent-Length: " + plain.length() + "\r\n\r\n";
    List<Conversation> cuts = new ArrayList<>();
    for (String text : List.of(plain + plain, body + plain + plain)) {
      IntStream.range(1, text.length())
          .mapToObj(at -> conversation(PAUSE, text.substring(0, at), text.substring(at)))
          .forEach(cuts::add);
    }
    return cuts;
  }

  /** A conversation of one to four requests. */
  Conversation draw() {
    List<String> pieces = new ArrayList<>();
    int requests = 1 + random.nextInt(4);
    for (int i = 0; i < requests; i++) {
      String request = random.nextInt(3) == 0 ? plain() : odd();
      switch (random.nextInt(8)) {
        case 0 -> pieces.add(mutate(request));
        case 1 -> {
          int at = random.nextInt(request.length());
          pieces.add(request.substring(0, at));
          pieces.add(request.substring(at));
        }
        case 2 -> pieces.add(request + plain());
        default -> pieces.add(request);
      }
    }
    return conversation(PAUSE, pieces.toArray(String[]::new));
  }

  private String plain() {
    StringBuilder head =
        new StringBuilder("GET /" + pick(CODES) + " HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = random.nextInt(4); i > 0; i--) {
      head.append("X-").append(random.nextInt()).append(": y\r\n");
    }
    return head.append("\r\n").toString();
  }

  private String odd() {
    StringBuilder head = new StringBuilder();
    head.append(pick(METHODS)).append(' ').append(pick(TARGETS)).append(' ').append(pick(VERSIONS));
    head.append(pick(ENDS));
    List<String> fields = new ArrayList<>(List.of(pick(HOSTS)));
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.add(random.nextInt(fields.size() + 1), pick(FIELDS));
    }
    for (String field : fields) {
      head.append(field).append(field.isEmpty() ? "" : pick(ENDS));
    }
    head.append("\r\n");
    return head + (random.nextInt(6) == 0 ? "abc" : "");
  }

  /** One byte more, less or other. */
  private String mutate(String request) {
    int at = random.nextInt(request.length());
    String other = String.valueOf((char) random.nextInt(256));
    return switch (random.nextInt(3)) {
      case 0 -> request.substring(0, at) + request.substring(at + 1);
      case 1 -> request.substring(0, at) + other + request.substring(at);
      default -> request.substring(0, at) + other + request.substring(at + 1);
    };
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  static Conversation conversation(Duration pause, String... pieces) {
    List<byte[]> bytes = new ArrayList<>();
    for (String piece : pieces) {
      bytes.add(piece.getBytes(StandardCharsets.ISO_8859_1));
    }
    return new Conversation(bytes, pause);
  }
}
