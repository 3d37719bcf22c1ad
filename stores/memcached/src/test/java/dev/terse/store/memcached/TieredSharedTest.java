package dev.terse.store.memcached;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.SharedStoreContract;
import dev.terse.testbed.MemcachedServer;
import dev.terse.testbed.PostgresServer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on PostgreSQL, all behind one memcached, keep what several nodes may rely on. */
@Tag("slow")
class TieredSharedTest extends SharedStoreContract {
  private static final AtomicInteger CASES = new AtomicInteger();
  private static @Nullable PostgresServer postgres;
  private static @Nullable MemcachedServer memcached;

  private final String url = Objects.requireNonNull(postgres).url()
      + "?pool=4&connect-timeout=20s&timeout=20s&schema=case_" + CASES.incrementAndGet();

  @BeforeAll
  static void start(@TempDir Path directory) {
    postgres = PostgresServer.start(directory, "fsync=off");
    memcached = MemcachedServer.start(directory);
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(memcached).close();
    Objects.requireNonNull(postgres).close();
  }

  @Override
  protected Store open() {
    return Tiers.before(
        StoreUrl.parse(url).open(), Tiers.patientCache(Objects.requireNonNull(memcached)));
  }
}
