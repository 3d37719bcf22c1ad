package dev.terse.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The backends that several nodes can share, each as its servers on this machine. */
public enum Backend {
  /** One server, as durable as it is by default. */
  POSTGRESQL {
    @Override
    Running launch(Path directory) {
      PostgresServer server = PostgresServer.start(directory);
      return new Running(server.url(), server::close);
    }
  },
  /** One server that syncs each write. */
  REDIS {
    @Override
    Running launch(Path directory) {
      RedisServer server = RedisServer.durable(directory);
      return new Running(server.url(), server::close);
    }
  },
  /** A ring of three nodes, each of which has all data. */
  CASSANDRA {
    @Override
    Running launch(Path directory) {
      CassandraRing ring = CassandraRing.start(directory);
      return new Running("cassandra://" + ring.hosts() + "/terse?replication=3", ring::close);
    }
  };

  /** Starts its servers with their data below {@code directory}; returns once they answer. */
  public Running start(Path directory) {
    try {
      return launch(Files.createDirectories(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  abstract Running launch(Path directory);

  /**
   * Servers that run, until they are closed.
   *
   * @param url of an empty store on them
   */
  public record Running(String url, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }
}
