package dev.terse.server.support;

import dev.terse.core.code.CodesConfig;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.support.TestServer.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server that stands in for an ancestor, on a store that can be made to fail. */
public final class Ancestor implements AutoCloseable {
  private final List<FaultyStore> stores = new ArrayList<>();
  private @Nullable TestServer server;

  /** Starts, or starts again on another store, in a new directory under {@code directory}. */
  public void start(
      Path directory, ServerConfig config, AncestorsConfig ancestors, CodesConfig codes)
      throws StartException {
    close();
    Setup setup = Setup.plain()
        .with(Configs.ancestors(config, ancestors))
        .with(codes)
        .wrapping(FaultyStore.into(stores));
    server = TestServer.start(directory.resolve("store" + stores.size()), setup);
  }

  /** The server. */
  public TestServer server() {
    return Objects.requireNonNull(server);
  }

  /** The store it serves. */
  public FaultyStore store() {
    return stores.getLast();
  }

  /** What it answers to {@code body} of media type {@code type}, sent to {@code path}. */
  public Reply post(String path, String type, String body) {
    return server()
        .raw(
            "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n",
            body);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
