package dev.terse.store.rocksdb;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.verb.DigestContract;
import dev.terse.store.contract.verb.EditingContract;
import dev.terse.store.contract.verb.RepeatContract;
import dev.terse.store.contract.verb.ShorteningContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class RocksVerbsTest {

  @TempDir
  Path directory;

  private Store open() {
    return new StoreUrl("rocksdb", directory.toString()).open();
  }

  @Nested
  class Shortening extends ShorteningContract {
    @Override
    protected Store open() {
      return RocksVerbsTest.this.open();
    }
  }

  @Nested
  class Repeats extends RepeatContract {
    @Override
    protected Store open() {
      return RocksVerbsTest.this.open();
    }
  }

  @Nested
  class Digests extends DigestContract {
    @Override
    protected Store open() {
      return RocksVerbsTest.this.open();
    }
  }

  @Nested
  class Editing extends EditingContract {
    @Override
    protected Store open() {
      return RocksVerbsTest.this.open();
    }
  }
}
