package dev.terse.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Cassandra 5 node on an address of the loopback network. It keeps its data in its directory:
 * killed and started again it goes on where it was. Used by one thread.
 */
public final class CassandraNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String CLASS_PATH = "/cassandra.classpath";
  private static final String STUB =
      "/org/apache/cassandra/security/ThreadAwareSecurityManager.class";
  private static final List<String> JVM = List.of(
      "-Xms256m",
      "-Xmx256m",
      "-Xss512k",
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-XX:MaxDirectMemorySize=128m",
      "-Dcassandra-foreground=yes",
      "-Dcassandra.superuser_setup_delay_ms=0",
      "-Dcassandra.skip_wait_for_gossip_to_settle=0",
      "-Dcassandra.ring_delay_ms=1000",
      "-Dcassandra.consistent.rangemovement=false",
      "-Djava.net.preferIPv4Stack=true",
      "-Djdk.attach.allowAttachSelf=true",
      "-Dio.netty.tryReflectionSetAccessible=true");
  private static final List<String> EXPORTS = List.of(
      "java.base/jdk.internal.misc",
      "java.management.rmi/com.sun.jmx.remote.internal.rmi",
      "java.rmi/sun.rmi.registry",
      "java.rmi/sun.rmi.server",
      "java.sql/java.sql",
      "java.base/java.lang.ref",
      "jdk.unsupported/sun.misc",
      "jdk.compiler/com.sun.tools.javac.file",
      "jdk.attach/sun.tools.attach");
  private static final List<String> OPENS = List.of(
      "java.base/java.lang.module",
      "java.base/jdk.internal.loader",
      "java.base/jdk.internal.ref",
      "java.base/jdk.internal.reflect",
      "java.base/jdk.internal.math",
      "java.base/jdk.internal.module",
      "java.base/jdk.internal.util.jar",
      "java.base/sun.nio.ch",
      "java.base/java.io",
      "java.base/java.lang.reflect",
      "java.base/java.lang",
      "java.base/java.util",
      "java.base/java.nio",
      "jdk.management/com.sun.management.internal",
      "jdk.compiler/com.sun.tools.javac");

  private final Path directory;
  private final Place place;
  private LocalServer server;

  private CassandraNode(Path directory, Place place) {
    this.directory = directory;
    this.place = place;
    this.server = launch();
  }

  /**
   * Where a node stands in its ring.
   *
   * @param door for clients
   * @param ringPort for its peers, the same on all nodes
   * @param token where its part of the ring begins
   * @param seeds addresses of nodes that know the ring
   */
  record Place(Door door, int ringPort, String token, List<String> seeds) {}

  /**
   * Where a node takes clients.
   *
   * @param address of the loopback network, its own within the ring
   * @param port the same on all nodes
   * @param told the address that the ring tells clients: a proxy's in front, or its own
   */
  record Door(String address, int port, String told) {}

  /** Starts a node that is a ring by itself, and returns once it answers. */
  public static CassandraNode start(Path directory) {
    String alone = "127.0.0.1";
    Door door = new Door(alone, LocalServer.freePort(), alone);
    return start(directory, new Place(door, LocalServer.freePort(), "0", List.of(alone)));
  }

  /** Starts the node at {@code place}, and returns once it answers. */
  static CassandraNode start(Path directory, Place place) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("cassandra.yaml"), configuration(place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CassandraNode(directory, place);
  }

  /** Where clients find it, as in URLs: a proxy, if there is one in front. */
  public String host() {
    return place.door.told + ":" + place.door.port;
  }

  /** Where it listens to clients itself. */
  public InetSocketAddress address() {
    return new InetSocketAddress(place.door.address, place.door.port);
  }

  /** Its process: to kill, suspend and resume it. */
  public LocalServer server() {
    return server;
  }

  /** Starts it again after {@code server().kill()}, and returns once it answers. */
  public void restart() {
    server.close();
    server = launch();
  }

  /** Ends it. */
  @Override
  public void close() {
    server.close();
  }

  private LocalServer launch() {
    return LocalServer.start(directory, "cassandra", command())
        .awaitPort(place.door.address, place.door.port, PATIENCE);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(JVM);
    EXPORTS.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.add("-Dcassandra.config=" + directory.resolve("cassandra.yaml").toUri());
    command.add("-Dcassandra.storagedir=" + directory);
    command.add("-Dcassandra.logdir=" + directory);
    command.add("-cp");
    command.add(stub() + ":" + classPath());
    command.add("org.apache.cassandra.service.CassandraDaemon");
    return command;
  }

  /** The class that must stand before Cassandra's own, in a directory of its own. */
  private Path stub() {
    Path file = directory.resolve("stub" + STUB);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, resource(STUB));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return directory.resolve("stub");
  }

  private static String classPath() {
    try {
      return new String(resource(CLASS_PATH), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream content = CassandraNode.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException(
            name + " is missing: the build of testbed/cassandra makes it");
      }
      return content.readAllBytes();
    }
  }

  private static String configuration(Place place) {
    return """
        cluster_name: terse
        num_tokens: 1
        initial_token: "%s"
        auto_bootstrap: false
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        endpoint_snitch: SimpleSnitch
        listen_address: %s
        rpc_address: %s
        broadcast_rpc_address: %s
        storage_port: %d
        native_transport_port: %d
        start_native_transport: true
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: "%s"
        commitlog_sync: periodic
        commitlog_sync_period: 1000ms
        commitlog_segment_size: 8MiB
        auto_snapshot: false
        memtable_heap_space: 64MiB
        memtable_offheap_space: 64MiB
        file_cache_size: 32MiB
        concurrent_reads: 16
        concurrent_writes: 16
        authenticator: AllowAllAuthenticator
        authorizer: AllowAllAuthorizer
        """.formatted(
        place.token,
        place.door.address,
        place.door.address,
        place.door.told,
        place.ringPort,
        place.door.port,
        String.join(
            ",", place.seeds.stream().map(seed -> seed + ":" + place.ringPort).toList()));
  }
}
