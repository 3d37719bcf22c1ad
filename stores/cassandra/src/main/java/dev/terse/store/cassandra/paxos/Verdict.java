package dev.terse.store.cassandra.paxos;

/** What a row tells of a transaction whose answer did not come. */
public enum Verdict {
  /** It wrote this. */
  APPLIED,
  /** It did not write this, and no longer can. */
  REFUSED,
  /** It did not write this yet; it still may. */
  OPEN,
  /** It may have written what stood here before. */
  LOST
}
