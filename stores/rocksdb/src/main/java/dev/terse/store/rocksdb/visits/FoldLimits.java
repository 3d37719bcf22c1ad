package dev.terse.store.rocksdb.visits;

/**
 * When a generation of the journal is closed, to be folded, and how fast that goes. Together they
 * bound the journal, what a start reads, and memory.
 *
 * @param records most records of a generation
 * @param written most tallies in those records
 * @param tallies most tallies once they are added up
 * @param share tallies that each batch folds, beside as many as it journals: so a generation is
 *     folded before the next one has as many
 */
public record FoldLimits(int records, int written, int tallies, int share) {

  /** A journal of at most some 20 MB, and twice 5 MB of memory. */
  public static final FoldLimits DEFAULT = new FoldLimits(1_024, 1_000_000, 100_000, 4_096);
}
