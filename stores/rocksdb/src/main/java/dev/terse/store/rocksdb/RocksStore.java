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
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.StoreDirectory;
import dev.terse.store.rocksdb.disk.Tuning;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.rocksdb.RocksDB;

/**
 * The embedded store. Calls pass the database's gate; closing shuts it, waits for the calls under
 * way, then stops the threads and only then frees what is native.
 */
final class RocksStore implements Store {
  private final StoreDirectory directory;
  private final Database database;
  private final Committer committer;
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
    this.links = new RocksLinks(database, committer, new LinkPages());
    this.visits = new RocksVisits(database, committer);
    this.apiKeys = new RocksApiKeys(database, committer);
    this.sequence = new RocksSequence(database, committer);
    this.settings = new RocksSettings(database, committer);
  }

  /** Opens the store in {@code path}, which is made if it does not exist. */
  static RocksStore open(Path path, Tuning tuning) {
    StoreDirectory directory = StoreDirectory.open(path);
    Database database = directory.openDatabase(tuning);
    RocksStore store = new RocksStore(directory, database, new Committer(database, 0));
    try {
      Schema.CURRENT.settle(store.committer);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
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
    LongAdder links = new LongAdder();
    return database.look("store.reindex", snapshot -> {
      snapshot.scan(Column.AGES, new byte[0], (_, _) -> {
        links.increment();
        return true;
      });
      progress.accept(links.sum());
      return links.sum();
    });
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    database.shut();
    committer.close();
    database.free();
    directory.leave();
  }
}
