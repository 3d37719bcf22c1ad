package dev.terse.store.redis;

import dev.terse.core.store.Store;
import dev.terse.store.contract.SharedStoreContract;
import dev.terse.testbed.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class RedisSharedTest extends SharedStoreContract {
  @RegisterExtension
  static final OneServer<RedisServer> REDIS = OneServer.redis();

  @Override
  protected Store open() {
    return Patient.url(REDIS.get().url()).open();
  }
}
