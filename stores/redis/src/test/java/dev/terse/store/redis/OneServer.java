package dev.terse.store.redis;

import dev.terse.testbed.RedisCluster;
import dev.terse.testbed.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a class of cases and the classes nested in it run on: one for all, emptied before each. */
public final class OneServer<S extends AutoCloseable>
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final Function<Path, S> start;
  private final Consumer<S> empty;
  private int classes;
  private @Nullable Path directory;
  private @Nullable S server;

  private OneServer(Function<Path, S> start, Consumer<S> empty) {
    this.start = start;
    this.empty = empty;
  }

  /** A Redis. */
  public static OneServer<RedisServer> redis() {
    return new OneServer<>(RedisServer::start, server -> server.cli("flushall"));
  }

  /** A cluster of them. */
  static OneServer<RedisCluster> cluster() {
    return new OneServer<>(RedisCluster::steady, RedisCluster::flush);
  }

  /** The server that runs. */
  public S get() {
    return Objects.requireNonNull(server);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (classes++ == 0) {
      directory = Files.createTempDirectory("terse-redis");
      server = start.apply(directory);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    empty.accept(get());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (--classes > 0) {
      return;
    }
    get().close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
