package dev.terse.store.redis;

import dev.terse.core.store.Store;
import dev.terse.store.contract.SharedStoreContract;
import dev.terse.testbed.RedisCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class RedisClusterSharedTest extends SharedStoreContract {
  @RegisterExtension
  static final OneServer<RedisCluster> REDIS = OneServer.cluster();

  @Override
  protected Store open() {
    return Patient.url(REDIS.get().url()).open();
  }
}
