package dev.terse.store.rocksdb;

import dev.terse.core.figure.Figure;
import dev.terse.core.link.LinkKey;
import dev.terse.core.record.Value;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.directory.Room;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.index.SearchIndex;
import dev.terse.store.rocksdb.receipt.RocksReceipts;
import dev.terse.store.rocksdb.record.Keys;
import dev.terse.store.rocksdb.visits.FoldLimits;
import dev.terse.store.rocksdb.visits.RocksVisits;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The embedded store. Calls pass the database's gate; closing shuts it, waits for the calls under
 * way, then stops the threads and only then frees what is native.
 */
final class RocksStore implements Store {
  private static final String OPEN = "store.open";

  private final StoreDirectory directory;
  private final Database database;
  private final Committer committer;
  private final SearchIndex index;
  private final RocksLinks links;
  private final RocksVisits visits;
  private final RocksApiKeys apiKeys;
  private final RocksSequence sequence;
  private final RocksSettings settings;
  private final RocksReceipts receipts;
  private final Purpose purpose;
  private final Checkpoints checkpoints;
  private boolean closed;

  private RocksStore(
      StoreDirectory directory,
      Database database,
      Committer committer,
      Checkpoints checkpoints,
      Opening opening) {
    this.directory = directory;
    this.database = database;
    this.committer = committer;
    this.visits = new RocksVisits(database, committer, opening.limits());
    this.purpose = opening.purpose();
    this.index = new SearchIndex(directory.index(), database, committer);
    if (purpose == Purpose.SERVE) {
      index.keepUp();
    }
    this.links = new RocksLinks(database, committer, index);
    this.apiKeys = new RocksApiKeys(database, committer);
    this.sequence = new RocksSequence(database, committer);
    this.settings = new RocksSettings(database, committer);
    this.receipts = new RocksReceipts(database, committer, opening.clock());
    this.checkpoints = checkpoints;
  }

  /**
   * How a store is opened.
   *
   * @param limits of the visits' journal
   * @param clock by which receipts end
   */
  record Opening(Purpose purpose, FoldLimits limits, InstantSource clock) {

    /** The usual way. */
    static Opening to(Purpose purpose) {
      return new Opening(purpose, FoldLimits.DEFAULT, InstantSource.system());
    }
  }

  /** Opens the store in {@code path} as usual. */
  static RocksStore open(Path path, Tuning tuning, Purpose purpose) {
    return open(path, tuning, Opening.to(purpose));
  }

  /** Opens the store in {@code path}. */
  static RocksStore open(Path path, Tuning tuning, Opening opening) {
    return open(
        opening.purpose() == Purpose.READ ? StoreDirectory.find(path) : StoreDirectory.open(path),
        tuning,
        opening);
  }

  /** Opens the store in {@code directory} as usual. */
  static RocksStore open(StoreDirectory directory, Tuning tuning, Purpose purpose) {
    return open(directory, tuning, Opening.to(purpose));
  }

  private static RocksStore open(StoreDirectory directory, Tuning tuning, Opening opening) {
    Database database = directory.openDatabase(tuning);
    directory.forgetCheckpoint();
    Committer committer = null;
    try {
      Room room = directory.room(tuning);
      committer = new Committer(database, room, database.read(OPEN, () -> lastChange(database)));
      Schema.CURRENT.settle(committer);
      Checkpoints checkpoints = new Checkpoints(directory, database, room);
      return new RocksStore(directory, database, committer, checkpoints, opening);
    } catch (RuntimeException e) {
      free(directory, database, committer);
      throw e;
    }
  }

  /** The last change that was noted, whether its note is still there or not. */
  private static long lastChange(Database database) throws RocksDBException {
    AtomicLong last = new AtomicLong(
        Value.number("the index's state", Keys.INDEXED, database.get(Column.META, Keys.INDEXED)));
    byte[] end = Keys.number(Long.MAX_VALUE);
    return database.lookInside(snapshot -> {
      snapshot.scanBack(Column.PENDING, new byte[0], end, (number, _) -> {
        last.accumulateAndGet(Keys.number(number), Math::max);
        return false;
      });
      return last.get();
    });
  }

  @Override
  public LinkStore links() {
    return links;
  }

  @Override
  public VisitStore visits() {
    return visits;
  }

  @Override
  public ApiKeyStore apiKeys() {
    return apiKeys;
  }

  @Override
  public Sequence sequence() {
    return sequence;
  }

  @Override
  public SettingStore settings() {
    return settings;
  }

  @Override
  public ReceiptStore receipts() {
    return receipts;
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits(
        "RocksDB " + RocksDB.rocksdbVersion(), Durability.POWER_CUT, false, false, true);
  }

  @Override
  public void check() {
    String operation = "store.check";
    database.<Boolean>read(operation, () -> {
      committer.throwIfStopped(operation);
      return true;
    });
    sequence.position();
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    committer.onChange(listener);
  }

  @Override
  public List<Figure> figures() {
    return Stream.concat(committer.figures().stream(), database.figures().stream())
        .toList();
  }

  @Override
  public long reindex(LongConsumer progress) {
    CompletableFuture<Long> rebuilt = database.read("store.reindex", () -> index.rebuild(progress));
    try {
      return rebuilt.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public Backup backup(Instant now) {
    return checkpoints.begin(now);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    database.shut();
    if (purpose != Purpose.READ) {
      visits.settle();
    }
    index.close();
    free(directory, database, committer);
  }

  private static void free(
      StoreDirectory directory, Database database, @Nullable Committer committer) {
    try (database) {
      if (committer != null) {
        committer.close();
      }
    } finally {
      directory.leave();
    }
  }
}
