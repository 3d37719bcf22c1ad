package dev.terse.testbed.pressure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.IntFunction;

/**
 * A kind of request that honest clients send.
 *
 * @param name for people
 * @param weight how often it is sent, beside the others
 * @param good the status that it gets if all is well
 * @param bytes of the n-th one
 */
public record Ask(String name, int weight, int good, IntFunction<byte[]> bytes) {
  private static final String HOST = "Host: 127.0.0.1\r\n";

  /** A GET of what {@code path} makes of its number. */
  public static Ask get(String name, int weight, int good, IntFunction<String> path) {
    return new Ask(
        name, weight, good, n -> bytes("GET " + path.apply(n) + " HTTP/1.1\r\n" + HOST + "\r\n"));
  }

  /** The same on a connection that ends with it. */
  public Ask onNewConnection(String otherName) {
    return new Ask(otherName, weight, good, n -> {
      String request = new String(bytes.apply(n), ISO_8859_1);
      return bytes(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    });
  }

  /** A new link. */
  public static Ask create(String name, int weight, IntFunction<String> target) {
    return new Ask(name, weight, 201, n -> {
      String body = "{\"target\":\"" + target.apply(n) + "\"}";
      return bytes("POST /-/api/v1/links HTTP/1.1\r\n" + HOST
          + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
          + body);
    });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
