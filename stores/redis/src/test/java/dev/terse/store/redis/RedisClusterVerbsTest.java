package dev.terse.store.redis;

import dev.terse.core.store.Store;
import dev.terse.store.contract.verb.DigestContract;
import dev.terse.store.contract.verb.EditingContract;
import dev.terse.store.contract.verb.RepeatContract;
import dev.terse.store.contract.verb.ShorteningContract;
import dev.terse.testbed.RedisCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RedisClusterVerbsTest {
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

  private Store open() {
    return Patient.url(cluster.url()).open();
  }

  @Nested
  class Shortening extends ShorteningContract {
    @Override
    protected Store open() {
      return RedisClusterVerbsTest.this.open();
    }
  }

  @Nested
  class Repeats extends RepeatContract {
    @Override
    protected Store open() {
      return RedisClusterVerbsTest.this.open();
    }
  }

  @Nested
  class Digests extends DigestContract {
    @Override
    protected Store open() {
      return RedisClusterVerbsTest.this.open();
    }
  }

  @Nested
  class Editing extends EditingContract {
    @Override
    protected Store open() {
      return RedisClusterVerbsTest.this.open();
    }
  }
}
