package dev.terse.store.redis.cache;

import dev.terse.core.store.Store;
import dev.terse.core.tier.TieredStore;
import dev.terse.store.contract.SharedStoreContract;
import dev.terse.store.redis.Patient;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes behind one Redis as a cache keep what several nodes may rely on. */
@Tag("slow")
class RedisTieredSharedTest extends SharedStoreContract {
  @TempDir
  static Path directory;

  private static final AtomicInteger CASES = new AtomicInteger();
  private static RedisServer server;

  private final String prefix = "?prefix=case" + CASES.incrementAndGet();

  @BeforeAll
  static void start() {
    server = RedisServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected Store open() {
    TieredStore.Tier tier = new TieredStore.Tier(
        RedisCacheTest.patient(server.url() + "/1" + prefix), Duration.ofMinutes(1));
    return TieredStore.open(Patient.url(server.url() + prefix).open(), tier, new SecureRandom());
  }
}
