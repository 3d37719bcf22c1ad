package dev.terse.store.rocksdb;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.SearchingStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksContractTest extends SearchingStoreContract {
  @TempDir
  Path directory;

  @Override
  protected Store open() {
    return StoreUrl.parse("rocksdb:" + directory).open();
  }
}
