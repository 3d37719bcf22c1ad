package dev.terse.store.redis;

import dev.terse.core.store.Store;
import dev.terse.store.contract.SharedStoreContract;
import dev.terse.testbed.RedisCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RedisClusterSharedTest extends SharedStoreContract {
  @TempDir
  static Path directory;

  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.steady(directory);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void empty() {
    cluster.flush();
  }

  @Override
  protected Store open() {
    return Patient.url(cluster.url()).open();
  }
}
