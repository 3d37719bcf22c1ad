package dev.terse.store.rocksdb;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.rocksdb.disk.Tuning;
import java.nio.file.Path;

/** Opens {@code rocksdb:PATH}, a store in a directory of this machine. */
public final class RocksStoreProvider implements StoreProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public RocksStoreProvider() {}

  @Override
  public boolean opens(String scheme) {
    return scheme.equals("rocksdb");
  }

  @Override
  public Store open(StoreUrl url, Purpose purpose) {
    return RocksStore.open(Path.of(url.rest()), Tuning.ofThisMachine(), purpose);
  }

  @Override
  public Backups backups() {
    return new RocksBackups();
  }

  @Override
  public boolean isRemote() {
    return false;
  }
}
