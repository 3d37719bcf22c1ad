package dev.terse.store.rocksdb;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreProvider.Restoring;
import dev.terse.store.rocksdb.directory.UnfinishedDirectory;
import dev.terse.store.rocksdb.disk.Tuning;

/** A restored store in a directory that is no store's yet. Used by one thread. */
final class RocksRestoring implements Restoring {
  private final BackupFacts facts;
  private final UnfinishedDirectory directory;
  private final Store store;

  RocksRestoring(BackupFacts facts, UnfinishedDirectory directory) {
    this.facts = facts;
    this.directory = directory;
    this.store = RocksStore.open(directory.directory(), Tuning.DEFAULT, Purpose.FILL);
  }

  @Override
  public BackupFacts facts() {
    return facts;
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public void finish() {
    store.close();
    directory.finish();
  }

  @Override
  public void close() {
    store.close();
    directory.close();
  }
}
