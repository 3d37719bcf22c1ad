package dev.terse.testbed.pressure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How late a server's event loops came to what was due, by its own figures.
 *
 * @param upTo how many looks found them no later than each of the bounds, in seconds
 */
record LoopLags(NavigableMap<Double, Long> upTo) {
  private static final int MOST_TRIES = 200;
  private static final Pattern BUCKET =
      Pattern.compile("terse_event_loop_lag_seconds_bucket\\{le=\"([^\"]+)\"} (\\S+)");

  /** Since the server on {@code port} of this machine started. */
  static LoopLags of(int port) {
    NavigableMap<Double, Long> upTo = new TreeMap<>();
    Matcher bucket = BUCKET.matcher(metrics(port));
    while (bucket.find()) {
      double bound = Double.parseDouble(bucket.group(1).replace("+Inf", "Infinity"));
      upTo.put(bound, (long) Double.parseDouble(bucket.group(2)));
    }
    return new LoopLags(upTo);
  }

  /** A server that is too busy is asked again. */
  private static String metrics(int port) {
    URI address = URI.create("http://127.0.0.1:" + port + "/-/metrics");
    for (int tries = 1; ; tries++) {
      try (InputStream in = address.toURL().openStream()) {
        return new String(in.readAllBytes(), UTF_8);
      } catch (IOException e) {
        if (tries == MOST_TRIES) {
          throw new UncheckedIOException(e);
        }
        Vitals.pause();
      }
    }
  }

  /** What was found after {@code before}. */
  LoopLags since(LoopLags before) {
    NavigableMap<Double, Long> later = new TreeMap<>();
    upTo.forEach((bound, count) -> later.put(bound, count - before.upTo.getOrDefault(bound, 0L)));
    return new LoopLags(later);
  }

  /** The least bound, in milliseconds, that {@code part} of the looks did not exceed. */
  double millis(double part) {
    double enough = part * upTo.lastEntry().getValue();
    return upTo.entrySet().stream()
        .filter(bucket -> bucket.getValue() >= enough)
        .mapToDouble(bucket -> bucket.getKey() * 1_000)
        .findFirst()
        .orElseThrow();
  }
}
