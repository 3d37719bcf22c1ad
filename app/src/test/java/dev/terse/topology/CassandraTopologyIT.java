package dev.terse.topology;

import dev.terse.testbed.CassandraRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The topology of {@code deploy/compose.cassandra.yaml}: HAProxy, two nodes, a ring of three. */
@Tag("slow")
final class CassandraTopologyIT extends Topology {
  @Override
  List<String> startStore(Path directory) throws IOException {
    CassandraRing ring =
        keep(CassandraRing.start(Files.createDirectory(directory.resolve("ring"))));
    return List.of(
        "--store.url", "cassandra://" + ring.hosts() + "/terse?dc=datacenter1&replication=3");
  }
}
