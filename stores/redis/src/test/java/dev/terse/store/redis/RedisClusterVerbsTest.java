package dev.terse.store.redis;

import dev.terse.core.store.Store;
import dev.terse.store.contract.verb.DigestContract;
import dev.terse.store.contract.verb.EditingContract;
import dev.terse.store.contract.verb.RepeatContract;
import dev.terse.store.contract.verb.ShorteningContract;
import dev.terse.testbed.RedisCluster;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class RedisClusterVerbsTest {
  @RegisterExtension
  static final OneServer<RedisCluster> REDIS = OneServer.cluster();

  private Store open() {
    return Patient.url(REDIS.get().url()).open();
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
