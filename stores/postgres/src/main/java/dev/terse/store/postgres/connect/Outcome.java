package dev.terse.store.postgres.connect;

/** What became of a transaction whose COMMIT was sent and not answered. */
public enum Outcome {
  /** It happened, and is durable. */
  COMMITTED,
  /** It did not happen, and will not. */
  ABORTED,
  /** Nobody can tell, now. */
  UNKNOWN
}
