package dev.terse.store.rocksdb;

import dev.terse.core.link.LinkKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.core.store.VisitStore;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.index.SearchIndex;
import dev.terse.store.rocksdb.record.Keys;
import dev.terse.store.rocksdb.record.Value;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
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
  private boolean closed;

  private RocksStore(StoreDirectory directory, Database database, Committer committer) {
    this.directory = directory;
    this.database = database;
    this.committer = committer;
    this.index = new SearchIndex(directory.index(), database, committer);
    this.links = new RocksLinks(database, committer, index);
    this.visits = new RocksVisits(database, committer);
    this.apiKeys = new RocksApiKeys(database, committer);
    this.sequence = new RocksSequence(database, committer);
    this.settings = new RocksSettings(database, committer);
  }

  /** Opens the store in {@code path}, which is made if it does not exist. */
  static RocksStore open(Path path, Tuning tuning) {
    StoreDirectory directory = StoreDirectory.open(path);
    Database database = directory.openDatabase(tuning);
    Committer committer = null;
    try {
      committer = new Committer(
          database, directory.room(tuning), database.read(OPEN, () -> lastChange(database)));
      Schema.CURRENT.settle(committer);
      return new RocksStore(directory, database, committer);
    } catch (RuntimeException e) {
      free(directory, database, committer);
      throw e;
    }
  }

  /** The last change that was noted, whether its note is still there or not. */
  private static long lastChange(Database database) throws RocksDBException {
    AtomicLong last = new AtomicLong(
        Value.number("the index's state", Keys.INDEXED, database.get(Column.META, Keys.INDEXED)));
    byte[] end = Keys.change(Long.MAX_VALUE);
    return database.lookInside(snapshot -> {
      snapshot.scanBack(Column.PENDING, new byte[0], end, (number, _) -> {
        last.accumulateAndGet(Keys.change(number), Math::max);
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
  public StoreTraits traits() {
    return new StoreTraits(
        "RocksDB " + RocksDB.rocksdbVersion(), Durability.POWER_CUT, false, true);
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
  public long reindex(LongConsumer progress) {
    CompletableFuture<Long> rebuilt = database.read("store.reindex", () -> index.rebuild(progress));
    try {
      return rebuilt.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    database.shut();
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
