package dev.terse.topology;

import dev.terse.testbed.MemcachedServer;
import dev.terse.testbed.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The topology of {@code deploy/compose.yaml}: HAProxy, two nodes, PostgreSQL and memcached. */
@Tag("slow")
final class TopologyIT extends Topology {
  @Override
  List<String> startStore(Path directory) throws IOException {
    PostgresServer postgres =
        keep(PostgresServer.start(Files.createDirectory(directory.resolve("postgres"))));
    MemcachedServer memcached =
        keep(MemcachedServer.start(Files.createDirectory(directory.resolve("memcached"))));
    return List.of(
        "--store.url", postgres.url(), "--cache.url", "memcached://" + memcached.address());
  }

  @Test
  void load_bothNodesGone_seesItFail() throws Exception {
    killBothUnderLoad();
  }
}
