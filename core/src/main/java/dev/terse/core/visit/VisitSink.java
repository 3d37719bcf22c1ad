package dev.terse.core.visit;

/** Where the hot path drops visits. Never waits, never throws; safe for use by many threads. */
@FunctionalInterface
public interface VisitSink {

  /** Counts nothing. */
  VisitSink NONE = visit -> {};

  /** Takes {@code visit}, or drops and counts it when there is no room. */
  void accept(Visit visit);
}
