package dev.terse.store.rocksdb.disk;

import dev.terse.store.rocksdb.record.Keys;
import java.util.ArrayDeque;
import java.util.Deque;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.UInt64AddOperator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * RocksDB's options: durability first, memory bounded. Every native object made here is freed by
 * {@link #close()}, after the database.
 *
 * <p>Filters and indexes share the block cache, in parts of a block's size: those of a file with a
 * million links take megabytes in one piece. The cache is cut into few shards for the same reason.
 * What does not fit into a shard is never kept, and then each read reads it anew.
 */
final class NativeOptions implements AutoCloseable {
  /** Above this, column families that are seldom written are flushed so that logs can go. */
  private static final long MAX_LOG_BYTES = 64L << 20;

  private static final int FILTER_BITS_PER_KEY = 10;

  /** The cache has a shard for each so many bytes, and so many shards at most. */
  private static final long SHARD_BYTES = 4L << 20;

  private static final long MOST_SHARDS = 64;

  private static final int MAX_OPEN_FILES = 512;
  private static final long INFO_LOG_BYTES = 1L << 20;

  private final Deque<AbstractNativeReference> owned = new ArrayDeque<>();
  private final Cache cache;
  private final BloomFilter filter;
  private final Tuning tuning;

  NativeOptions(Tuning tuning) {
    this.tuning = tuning;
    this.cache = own(new LRUCache(tuning.blockCacheBytes(), shardBits(tuning.blockCacheBytes())));
    this.filter = own(new BloomFilter(FILTER_BITS_PER_KEY));
  }

  /**
   * The recovery mode drops a record that was torn at the end of the log, which nobody was told of,
   * and refuses to open for any other damage: RocksDB's default would silently end at the first
   * damaged record, acknowledged or not.
   */
  DBOptions database() {
    return own(new DBOptions())
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setParanoidChecks(true)
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setManualWalFlush(false)
        .setMaxTotalWalSize(MAX_LOG_BYTES)
        .setDbWriteBufferSize(tuning.writeBufferBytes())
        .setMaxOpenFiles(MAX_OPEN_FILES)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(INFO_LOG_BYTES)
        .setKeepLogFileNum(2);
  }

  ColumnFamilyOptions column(Column column) {
    ColumnFamilyOptions options = own(new ColumnFamilyOptions())
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setWriteBufferSize(tuning.writeBufferBytes() / 2)
        .setTableFormatConfig(new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setIndexType(IndexType.kTwoLevelIndexSearch)
            .setPartitionFilters(true)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFilterPolicy(filter));
    return switch (column) {
      case VISITS -> options.setMergeOperator(own(new UInt64AddOperator()));
      case TARGETS ->
        options
            .useFixedLengthPrefixExtractor(Keys.DIGEST_BYTES)
            .setMemtablePrefixBloomSizeRatio(0.05);
      case LINKS, TOMBSTONES ->
        options.setMemtablePrefixBloomSizeRatio(0.05).setMemtableWholeKeyFiltering(true);
      case META, AGES, API_KEYS, PENDING, JOURNAL, RECEIPTS -> options;
    };
  }

  /** Synced to disk before the write returns. */
  WriteOptions durable() {
    return own(new WriteOptions()).setSync(true);
  }

  ReadOptions reads() {
    return own(new ReadOptions());
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().close();
    }
  }

  /** The number of shards is two to the power of this. */
  private static int shardBits(long bytes) {
    long shards = Math.clamp(bytes / SHARD_BYTES, 1, MOST_SHARDS);
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(shards);
  }

  private <T extends AbstractNativeReference> T own(T reference) {
    owned.push(reference);
    return reference;
  }
}
