package dev.terse.store.redis;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.store.redis.wire.RedisAddress.Form;
import dev.terse.store.redis.wire.RedisWire;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the servers say of themselves: how much of what they acknowledge they keep. In a cluster the
 * weakest of them counts.
 */
record ServerReport(List<ServerReport.Server> servers) {
  private static final Logger LOG = LoggerFactory.getLogger(ServerReport.class);

  /** What one server says. */
  record Server(
      String product,
      Durability durability,
      String because,
      boolean evicts,
      String policy,
      boolean hasReplicas) {}

  /** Asks each server that keys are written to. Runs within {@link RedisWire#call}. */
  static ServerReport ask(RedisWire wire) {
    List<Server> servers = new ArrayList<>();
    for (RedisAsyncCommands<byte[], byte[]> server : wire.servers()) {
      servers.add(ask(wire, server));
    }
    return new ServerReport(servers);
  }

  /** Refuses servers that throw links away, and warns of what may be lost. */
  void check(String operation, Form form) {
    for (Server server : servers) {
      if (server.evicts() && server.policy().startsWith("allkeys")) {
        throw new StoreException(
            Reason.INCOMPATIBLE,
            operation,
            "Redis throws keys away when it is full (maxmemory-policy " + server.policy()
                + "), and a link thrown away is a link lost: set maxmemory-policy noeviction");
      }
    }
    Server weakest = weakest();
    if (weakest.durability() != Durability.POWER_CUT) {
      LOG.warn(
          "acknowledged links may be lost: {}. To keep them, set appendonly yes and appendfsync"
              + " always in redis.conf; see docs/guides/backends/redis.md",
          weakest.because());
    }
    if (form != Form.SINGLE || weakest.hasReplicas()) {
      LOG.warn("a failover loses what Redis acknowledged and had not sent to the replica yet");
    }
    if (weakest.evicts()) {
      LOG.warn(
          "maxmemory-policy {} may throw away the notes that keep visits from being counted and"
              + " repeated requests from being answered twice:"
              + " set maxmemory-policy noeviction",
          weakest.policy());
    }
  }

  /** What a store on these servers can do. */
  StoreTraits traits(Form form) {
    Server weakest = weakest();
    String name = weakest.product().replaceFirst(" ", form == Form.CLUSTER ? " Cluster " : " ");
    return new StoreTraits(name, weakest.durability(), true, true, false);
  }

  private Server weakest() {
    return servers.stream().max(Comparator.comparing(Server::durability)).orElseThrow();
  }

  private static Server ask(RedisWire wire, RedisAsyncCommands<byte[], byte[]> server) {
    Map<String, String> info = new TreeMap<>();
    for (String section : List.of("server", "memory", "persistence", "replication")) {
      wire.await(server.info(section)).lines().forEach(line -> {
        int colon = line.indexOf(':');
        if (colon > 0) {
          info.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
      });
    }
    String policy = info.getOrDefault("maxmemory_policy", "noeviction");
    boolean bounded = !info.getOrDefault("maxmemory", "0").equals("0");
    boolean replicas = !info.getOrDefault("connected_slaves", "0").equals("0");
    boolean evicts = bounded && !policy.equals("noeviction");
    String product = product(info);
    if (!info.getOrDefault("aof_enabled", "0").equals("1")) {
      return new Server(product, Durability.MEMORY, "appendonly is no", evicts, policy, replicas);
    }
    String fsync = fsync(wire, server);
    Durability durability = switch (fsync) {
      case "always" -> Durability.POWER_CUT;
      case "everysec", "no" -> Durability.PROCESS_CRASH;
      default -> Durability.MEMORY;
    };
    String because = fsync.isEmpty()
        ? "the server does not tell its appendfsync (CONFIG GET is forbidden), so the worst is"
            + " assumed"
        : "appendfsync is " + fsync;
    return new Server(product, durability, because, evicts, policy, replicas);
  }

  private static String product(Map<String, String> info) {
    String valkey = info.get("valkey_version");
    return valkey == null
        ? "Redis " + info.getOrDefault("redis_version", "of an unknown version")
        : "Valkey " + valkey;
  }

  /** The server's appendfsync, or nothing if it does not tell. */
  private static String fsync(RedisWire wire, RedisAsyncCommands<byte[], byte[]> server) {
    try {
      return wire.await(server.configGet("appendfsync")).getOrDefault("appendfsync", "");
    } catch (RedisCommandExecutionException e) {
      LOG.debug("the server does not tell its appendfsync: {}", e.getMessage());
      return "";
    }
  }
}
