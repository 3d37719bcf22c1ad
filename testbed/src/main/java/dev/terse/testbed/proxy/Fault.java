package dev.terse.testbed.proxy;

import java.time.Duration;

/** What a {@link FaultProxy} does to connections. */
public sealed interface Fault {

  /** Nothing: bytes pass. */
  record Pass() implements Fault {}

  /** Nobody listens, and connections that exist are closed. */
  record Refuse() implements Fault {}

  /** Connections that exist, and each new one, are reset. */
  record Reset() implements Fault {}

  /**
   * Connections are taken, and all bytes are swallowed, also of connections that exist. One that
   * lost a byte stays dead when the fault is over, as behind a firewall that forgot it.
   */
  record BlackHole() implements Fault {}

  /** Bytes pass, each way later by {@code each}. */
  record Latency(Duration each) implements Fault {}

  /** Each connection is reset when so many bytes have passed from here on, both ways together. */
  record CutAfter(long bytes) implements Fault {}

  /** The server's half of each connection is closed; what clients send is swallowed. */
  record HalfClose() implements Fault {}
}
