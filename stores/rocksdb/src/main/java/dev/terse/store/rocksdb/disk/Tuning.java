package dev.terse.store.rocksdb.disk;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory and room the store may use.
 *
 * @param blockCacheBytes for blocks, indexes and filters read from files
 * @param writeBufferBytes for what is not in files yet, over all column families
 * @param reservedBytes room on the disk that new links leave free, so that RocksDB can still tidy
 *     up and open again
 */
public record Tuning(long blockCacheBytes, long writeBufferBytes, long reservedBytes) {

  /** Enough for 100,000 links to be read without the disk, and for two full logs to be written. */
  public static final Tuning DEFAULT = new Tuning(32L << 20, 32L << 20, 128L << 20);

  /** Enough to read everything once, beside a store that serves. */
  public static final Tuning SCAN = new Tuning(4L << 20, 4L << 20, 0);

  /** The part of a machine's memory that blocks may take: one in so many. */
  private static final int MEMORY_SHARE = 16;

  /**
   * As {@link #DEFAULT}, and a sixteenth of the memory of this machine, or of its container, for
   * blocks. A store that is smaller than that takes less.
   */
  public static Tuning ofThisMachine() {
    long memory =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return new Tuning(
        Math.max(DEFAULT.blockCacheBytes, memory / MEMORY_SHARE),
        DEFAULT.writeBufferBytes,
        DEFAULT.reservedBytes);
  }
}
