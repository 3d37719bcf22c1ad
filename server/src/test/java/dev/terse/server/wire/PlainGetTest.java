package dev.terse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainGetTest {

  @ParameterizedTest
  @CsvSource({"/go,/go", "/a/b-c_d.e~f,/a/b-c_d.e~f", "/go?,/go", "/go?a=%20#?&,/go", "/,/"})
  void path_ofPlainGet_isRead(String target, String path) {
    assertThat(path("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:a",
        "HOST:  a ",
        "Host:",
        "Host: a\r\nConnection: Keep-Alive",
        "connection:keep-alive\r\nHost: a",
        "Host: a\r\nX: \"a, b\" (c)",
        "Accept-9: x\r\nHost: a",
        "Content-Lengths: 5\r\nHost: a",
        "Hosts: b\r\nHost: a",
        "Sec-Fetch-Site: none\r\nHost: a"
      })
  void path_ofPlainFields_isRead(String fields) {
    assertThat(path("GET /go HTTP/1.1\r\n" + fields + "\r\n\r\n")).isEqualTo("/go");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "X: a",
        "Host: a\r\nhost: b",
        "Host : a",
        " Host: a",
        "Host: a\r\n b",
        "Host: a\nX: b",
        "Host: a\r\n: b",
        "Host: a\r\nX Y: b",
        "Host: a\r\nX",
        "Host: \u00e9",
        "Host: a\u0000",
        "Host: a\r\nX: \tb",
        "Host: a\r\nX_Y: b",
        "Host: a\r\nConnection: close",
        "Host: a\r\nConnection: keep-alive, close",
        "Host: a\r\nConnection:",
        "Host: a\r\nCONTENT-LENGTH: 0",
        "Host: a\r\nTransfer-encoding: chunked",
        "Host: a\r\nexpect: 100-continue",
        "Host: a\r\nupgrade: h2c",
        "Host: a\r\nsec-websocket-key1: x",
        "Host: a\r\n\r\nGET / HTTP/1.1"
      })
  void path_ofOtherFields_isNull(String fields) {
    assertThat(path("GET /go HTTP/1.1\r\n" + fields + "\r\n\r\n")).isNull();
  }

  @Test
  void path_ofAsManyFieldsAsTheDecoderTakes_isRead() {
    String fields = "Host: a\r\n" + "A: b\r\n".repeat(BoundaryDecoder.MOST_FIELDS - 1);

    assertThat(path("GET /go HTTP/1.1\r\n" + fields + "\r\n")).isEqualTo("/go");
    assertThat(path("GET /go HTTP/1.1\r\n" + fields + "A: b\r\n\r\n")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD /go HTTP/1.1", "get /go HTTP/1.1", "GET  /go HTTP/1.1", "GET go HTTP/1.1",
        "GET /g%6f HTTP/1.1", "GET /go;x HTTP/1.1", "GET /go#x HTTP/1.1", "GET /g\u00e9 HTTP/1.1",
        "GET /go HTTP/1.0", "GET /go HTTP/1.1 ", "GET /go  HTTP/1.1", "GET /go?\u0001 HTTP/1.1",
        "GET /go", " GET /go HTTP/1.1", "\r\nGET /go HTTP/1.1", "GET http://a/go HTTP/1.1"
      })
  void path_ofOtherRequestLine_isNull(String line) {
    assertThat(path(line + "\r\nHost: a\r\n\r\n")).isNull();
  }

  @Test
  void path_ofEveryPart_isNull() {
    String request = "GET /go?x HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n";
    for (int end = 0; end < request.length(); end++) {
      assertThat(path(request.substring(0, end))).isNull();
    }
    assertThat(path(request + "G")).isNull();
  }

  /** The array goes on, as one that is used again and again does. */
  private static @Nullable String path(String request) {
    byte[] bytes = (request + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    int end = PlainGet.pathEnd(bytes, bytes.length - 4);
    return end < 0 ? null : request.substring(PlainGet.PATH_START, end);
  }
}
