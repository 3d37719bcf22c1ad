package dev.terse.store.memcached;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.SearchingStoreContract;
import dev.terse.testbed.MemcachedServer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A store keeps every promise of the ports with the tier in front. */
@Tag("slow")
class TieredContractTest extends SearchingStoreContract {
  private static @Nullable MemcachedServer memcached;

  @TempDir
  Path directory;

  @BeforeAll
  static void start(@TempDir Path logs) {
    memcached = MemcachedServer.start(logs);
  }

  @AfterAll
  static void stop() {
    memcached().close();
  }

  private static MemcachedServer memcached() {
    return Objects.requireNonNull(memcached);
  }

  @Override
  protected Store open() {
    return Tiers.before(
        StoreUrl.parse("rocksdb:" + directory).open(), Tiers.patientCache(memcached()));
  }
}
