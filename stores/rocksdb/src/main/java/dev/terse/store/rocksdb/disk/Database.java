package dev.terse.store.rocksdb.disk;

import dev.terse.core.figure.Figure;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Holder;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opened RocksDB. Safe for use by many threads: reads never wait for writes or for each other.
 *
 * <p>Every read of the ports goes through {@link #read} or {@link #look}, which keep the native
 * handles alive meanwhile and turn RocksDB's errors into the ports'. Only the committer writes, and
 * is stopped before {@link #close}.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final RocksDB db;
  private final Handles handles;
  private final NativeOptions options;
  private final WriteOptions durable;
  private final ReadOptions latest;
  private final Gate gate = new Gate();

  private Database(RocksDB db, List<ColumnFamilyHandle> opened, NativeOptions options) {
    this.db = db;
    this.handles = new Handles(opened);
    this.options = options;
    this.durable = options.durable();
    this.latest = options.reads();
  }

  /** Opens the database in {@code directory}, which is made if it does not exist. */
  public static Database open(Path directory, Tuning tuning) throws RocksDBException {
    return open(directory, tuning, RocksDB::open);
  }

  /** Opens the database in {@code directory}, which nobody else may use, and changes nothing. */
  public static Database openToRead(Path directory, Tuning tuning) throws RocksDBException {
    return open(directory, tuning, RocksDB::openReadOnly);
  }

  private static Database open(Path directory, Tuning tuning, Opening how) throws RocksDBException {
    NativeLibrary.load();
    NativeOptions options = new NativeOptions(tuning);
    try {
      List<ColumnFamilyHandle> opened = new ArrayList<>();
      RocksDB db =
          how.open(options.database(), directory.toString(), columns(directory, options), opened);
      return new Database(db, opened, options);
    } catch (RocksDBException e) {
      options.close();
      throw e;
    }
  }

  /** How RocksDB opens a database. */
  @FunctionalInterface
  private interface Opening {
    RocksDB open(
        DBOptions options,
        String path,
        List<ColumnFamilyDescriptor> columns,
        List<ColumnFamilyHandle> opened)
        throws RocksDBException;
  }

  /**
   * Makes {@code directory} a database of its own that is this one as it is now: of hard links, and
   * with everything written before. Within {@link #read}.
   */
  public void checkpoint(Path directory) throws RocksDBException {
    try (Checkpoint checkpoint = Checkpoint.create(db)) {
      checkpoint.createCheckpoint(directory.toString());
    }
  }

  /** Our columns, then those on disk that a newer version made: RocksDB opens all or nothing. */
  private static List<ColumnFamilyDescriptor> columns(Path directory, NativeOptions options)
      throws RocksDBException {
    List<ColumnFamilyDescriptor> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Column column : Column.values()) {
      columns.add(new ColumnFamilyDescriptor(utf8(column.text()), options.column(column)));
      names.add(column.text());
    }
    if (Files.exists(directory.resolve("CURRENT"))) {
      try (Options defaults = new Options()) {
        for (byte[] name : RocksDB.listColumnFamilies(defaults, directory.toString())) {
          if (!names.contains(new String(name, StandardCharsets.UTF_8))) {
            ColumnFamilyOptions plain = options.column(Column.META);
            columns.add(new ColumnFamilyDescriptor(name, plain));
          }
        }
      }
    }
    return columns;
  }

  /** Something that needs the database. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /** Does it. */
    T run() throws RocksDBException;
  }

  /** Something that needs the database to stand still. */
  @FunctionalInterface
  public interface Look<T extends @Nullable Object> {
    /** Does it. */
    T at(Snapshot snapshot) throws RocksDBException;
  }

  /** Does {@code work} while the database is sure to stay open. */
  public <T extends @Nullable Object> T read(String operation, Work<T> work) {
    int ticket = gate.enter(operation);
    try {
      return work.run();
    } catch (RocksDBException e) {
      throw Failures.reading(operation, e);
    } catch (RecordException e) {
      throw new StoreException(e.reason(), operation, e);
    } finally {
      gate.leave(ticket);
    }
  }

  /** Looks at the database as it is now, whatever is written meanwhile. */
  public <T extends @Nullable Object> T look(String operation, Look<T> look) {
    return read(operation, () -> lookInside(look));
  }

  /** As {@link #look}, for the store's own threads, which end before the database is freed. */
  public <T extends @Nullable Object> T lookInside(Look<T> look) throws RocksDBException {
    org.rocksdb.Snapshot moment = db.getSnapshot();
    try (ReadOptions then = new ReadOptions().setSnapshot(moment)) {
      return look.at(new Snapshot(db, handles, then));
    } finally {
      db.releaseSnapshot(moment);
      moment.close();
    }
  }

  /**
   * The latest value of {@code key}, or null; within {@link #read} or on the store's own threads.
   */
  public byte @Nullable [] get(Column column, byte[] key) throws RocksDBException {
    return db.get(handles.get(column), latest, key);
  }

  /**
   * The latest value of {@code key} if memory has it; no file is read. Null if not, whether there
   * is one or none, or what is in memory cannot be read; within {@link #read}.
   */
  public byte @Nullable [] peek(Column column, byte[] key) {
    Holder<byte[]> value = new Holder<>();
    // What it returns is not used: an error and the lack of a value are one to it.
    boolean _ = db.keyMayExist(handles.get(column), latest, key, value);
    return value.getValue();
  }

  /** Writes and syncs all that {@code fill} puts into one batch, or nothing. */
  public void write(Fill fill) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      fill.into(batch, handles::get);
      db.write(durable, batch);
    }
  }

  /** Fills a native batch. */
  @FunctionalInterface
  public interface Fill {
    /** Puts everything into {@code batch}. */
    void into(WriteBatch batch, Function<Column, ColumnFamilyHandle> handles)
        throws RocksDBException;
  }

  /** What RocksDB tells of its memory and its files. */
  public List<Figure> figures() {
    return read(
        "store.figures",
        () -> List.of(
            Figure.level(
                "rocksdb_memtable_bytes",
                db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables"),
                "What is written and not in a file yet, beside the log."),
            Figure.level(
                "rocksdb_block_cache_bytes",
                db.getLongProperty("rocksdb.block-cache-usage"),
                "Blocks of files, filters and indexes in memory."),
            Figure.level(
                "rocksdb_pending_compaction_bytes",
                db.getAggregatedLongProperty("rocksdb.estimate-pending-compaction-bytes"),
                "What compaction has yet to rewrite, about."),
            Figure.level(
                "rocksdb_files_bytes",
                db.getAggregatedLongProperty("rocksdb.live-sst-files-size"),
                "The files, without the log."),
            Figure.state(
                "rocksdb_writes_delayed",
                db.getLongProperty("rocksdb.actual-delayed-write-rate") > 0
                    || db.getLongProperty("rocksdb.is-write-stopped") > 0,
                "Whether RocksDB slows writes down because compaction falls behind.")));
  }

  /** Refuses calls from now on and returns when none is under way. */
  public void shut() {
    gate.close();
  }

  /**
   * Lets go of everything native. Nobody may hold the database any more. RocksDB may fail to tidy
   * up, on a full disk for one; that loses nothing, because what was acknowledged is in its log.
   */
  @Override
  public void close() {
    try {
      db.closeE();
    } catch (RocksDBException e) {
      LOG.warn("RocksDB could not tidy up and will when it is next opened", e);
    } finally {
      options.close();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
