package dev.terse.store.rocksdb.disk;

/**
 * How much memory RocksDB may use.
 *
 * @param blockCacheBytes for blocks, indexes and filters read from files
 * @param writeBufferBytes for what is not in files yet, over all column families
 */
public record Tuning(long blockCacheBytes, long writeBufferBytes) {

  /** 32 MiB each: enough for 100,000 links to be read without the disk. */
  public static final Tuning DEFAULT = new Tuning(32L << 20, 32L << 20);
}
