package dev.terse.store.redis;

import dev.terse.core.store.Store;
import dev.terse.store.contract.StoreContract;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RedisContractTest extends StoreContract {
  @TempDir
  static Path directory;

  private static RedisServer server;

  @BeforeAll
  static void start() {
    server = RedisServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() {
    server.cli("flushall");
  }

  @Override
  protected Store open() {
    return Patient.url(server.url()).open();
  }
}
