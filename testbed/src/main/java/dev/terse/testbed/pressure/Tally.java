package dev.terse.testbed.pressure;

import java.util.Arrays;
import java.util.Locale;

/** What requests of one kind got. Used by one thread at a time. */
public final class Tally {
  private long[] good = new long[1_024];
  private int goods;
  private long shed;
  private long slowestShed;
  private long failed;
  private long hung;

  Tally() {}

  void good(long nanos) {
    if (goods == good.length) {
      good = Arrays.copyOf(good, 2 * goods);
    }
    good[goods++] = nanos;
  }

  void shed(long nanos) {
    shed++;
    slowestShed = Math.max(slowestShed, nanos);
  }

  void fail() {
    failed++;
  }

  void hang() {
    hung++;
  }

  /** How many were answered as they should. */
  public int answered() {
    return goods;
  }

  /** How many were answered 503 or 429 with Retry-After. */
  public long shed() {
    return shed;
  }

  /** How many were answered otherwise, or lost with their connection. */
  public long failed() {
    return failed;
  }

  /** How many had no answer at the end. */
  public long hung() {
    return hung;
  }

  /** The latency, from when it was due, that {@code part} of the good answers kept. */
  public double millis(double part) {
    if (goods == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(good, goods);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(goods - 1L, (long) (goods * part))] / 1e6;
  }

  /** The longest latency of what was shed. */
  public double shedMillis() {
    return slowestShed / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d answered (p50 %.1f ms, p99 %.1f ms, max %.1f ms), %d shed, %d failed, %d hung",
        goods,
        millis(0.5),
        millis(0.99),
        millis(1),
        shed,
        failed,
        hung);
  }
}
