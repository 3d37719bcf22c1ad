package dev.terse.store.rocksdb.tail;

/** What the frames of a log say about its end. */
sealed interface Verdict {
  /** Every record is whole. */
  record Whole() implements Verdict {}

  /** Records are whole up to {@code end}; there one begins that was never written out. */
  record Torn(long end) implements Verdict {}

  /** The record at {@code at} was whole once, or others follow it. */
  record Damaged(long at) implements Verdict {}
}
