package dev.terse.server;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param headBytes longest request line, and longest header block
 * @param bodyBytes longest request body
 * @param header longest time from a request's first byte to the end of its header
 * @param idle longest time without a byte in either direction, and longest time for a body or for
 *     reading an answer
 * @param connections how many at once; one more is closed unanswered
 * @param peerConnections how many of one peer at once; 0 does not count them
 */
public record Limits(
    int headBytes,
    int bodyBytes,
    Duration header,
    Duration idle,
    int connections,
    int peerConnections) {

  /** 16 KiB, 128 KiB, 10 s, 60 s and 20,000 connections, of whatever peers. */
  public static final Limits DEFAULT =
      new Limits(16 << 10, 128 << 10, Duration.ofSeconds(10), Duration.ofSeconds(60), 20_000, 0);

  /** Throws IllegalArgumentException for a limit that is not positive. */
  public Limits {
    if (headBytes < 1 || bodyBytes < 1 || connections < 1 || peerConnections < 0) {
      throw new IllegalArgumentException("each limit of the server is at least 1");
    }
    if (!header.isPositive() || !idle.isPositive()) {
      throw new IllegalArgumentException("each time limit of the server is longer than 0");
    }
  }
}
