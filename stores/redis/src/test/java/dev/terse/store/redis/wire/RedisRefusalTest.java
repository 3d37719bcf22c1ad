package dev.terse.store.redis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers are told apart by, and what they refuse. */
@Tag("slow")
class RedisRefusalTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Samples samples = new Samples(new Random(11));

  @TempDir
  Path directory;

  @Test
  void traits_ofEachWayToPersist_sayWhatSurvives() {
    try (RedisServer server = RedisServer.durable(directory)) {
      assertThat(durability(server)).isEqualTo(Durability.POWER_CUT);
      server.cli("config", "set", "appendfsync", "everysec");
      assertThat(durability(server)).isEqualTo(Durability.PROCESS_CRASH);
      server.cli("config", "set", "appendonly", "no");
      assertThat(durability(server)).isEqualTo(Durability.MEMORY);
    }
  }

  @Test
  void traits_whenConfigIsForbidden_areTheWorst() {
    try (RedisServer server = RedisServer.durable(directory)) {
      server.cli(
          "acl", "setuser", "terse", "on", ">secret", "~terse:*", "&terse:*", "+@all", "-config");
      StoreUrl url = StoreUrl.parse("redis://terse:secret@127.0.0.1:" + server.port());

      try (Store store = url.open()) {
        assertThat(store.traits().durability()).isEqualTo(Durability.MEMORY);
        assertThat(store.traits().backend()).matches("(Redis|Valkey) [0-9.]+");
        store.links().create(samples.link("abc"), Reuse.NEVER);
      }
    }
  }

  @Test
  void open_withTheRightsThatTheGuideNames_isEnough() {
    try (RedisServer server = RedisServer.durable(directory)) {
      server.cli(
          "acl",
          "setuser",
          "terse",
          "on",
          ">secret",
          "~terse:*",
          "&terse:*",
          "+@all",
          "-@dangerous",
          "+info",
          "+config|get");

      try (Store store =
          StoreUrl.parse("redis://terse:secret@127.0.0.1:" + server.port()).open()) {
        assertThat(store.traits().durability()).isEqualTo(Durability.POWER_CUT);
        store.links().create(samples.link("abc"), Reuse.EXISTING);
        assertThat(store.links().list(Query.newest(5)).links()).hasSize(1);
      }
    }
  }

  @Test
  void open_serverThatEvictsLinks_isRefused() {
    try (RedisServer server =
        RedisServer.start(directory, "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru")) {
      assertRefused(() -> open(server), Reason.INCOMPATIBLE, "maxmemory-policy noeviction");
    }
  }

  @Test
  void open_wrongPassword_namesTheRemedy() {
    try (RedisServer server = RedisServer.start(directory, "--requirepass", "secret")) {
      String at = "127.0.0.1:" + server.port();
      assertRefused(
          () -> StoreUrl.parse("redis://" + at).open(), Reason.UNAVAILABLE, "redis://:PASSWORD@");
      assertRefused(
          () -> StoreUrl.parse("redis://:wrong@" + at).open(),
          Reason.UNAVAILABLE,
          "correct user and password");
      StoreUrl.parse("redis://:secret@" + at).open().close();
    }
  }

  @Test
  void open_wrongForm_namesTheRightOne() {
    try (RedisServer server = RedisServer.start(directory)) {
      assertRefused(
          () -> StoreUrl.parse("redis-cluster://127.0.0.1:" + server.port()).open(),
          Reason.UNAVAILABLE,
          "cluster");
    }
  }

  @Test
  void create_serverFull_saysFull_andReadsGoOn() {
    try (RedisServer server = RedisServer.start(directory);
        Store store = open(server)) {
      Link link = samples.link("abc");
      store.links().create(link, Reuse.NEVER);
      server.cli("config", "set", "maxmemory", "1mb");

      assertRefused(
          () -> store.links().create(samples.link("abd"), Reuse.NEVER), Reason.FULL, "maxmemory");
      assertRefused(
          () -> store.links().create(samples.link("abe"), Reuse.EXISTING),
          Reason.FULL,
          "maxmemory");
      assertThat(store.links().find(link.key())).isEqualTo(link);

      server.cli("config", "set", "maxmemory", "0");
      store.links().create(samples.link("abd"), Reuse.NEVER);
    }
  }

  @Test
  void create_serverCannotSave_saysWritesStopped() throws Exception {
    Path data = directory.resolve("data");
    try (RedisServer server = RedisServer.start(data);
        Store store = open(server)) {
      server.cli("config", "set", "save", "3600 1");
      // Where the server stands in is gone, so it cannot make a file there, not even as root.
      Files.delete(data.resolve("redis-" + server.port() + ".log"));
      Files.delete(data);
      server.cli("bgsave");
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!server.cli("info", "persistence").contains("rdb_last_bgsave_status:err")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(100);
      }

      assertRefused(
          () -> store.links().create(samples.link("abd"), Reuse.NEVER),
          Reason.WRITES_STOPPED,
          "cannot write to its disk");
      assertThat(store.links().find(samples.link("abd").key())).isNull();
    }
  }

  @Test
  void create_serverIsAReplicaForAWhile_goesOnAfterwards() throws Exception {
    try (RedisServer server = RedisServer.start(directory);
        Store store = open(server)) {
      server.cli("replicaof", "127.0.0.1", "1");
      assertRefused(
          () -> store.links().create(samples.link("abc"), Reuse.NEVER),
          Reason.UNAVAILABLE,
          "replica");
      server.cli("replicaof", "no", "one");

      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        try {
          store.links().create(samples.link("abd"), Reuse.NEVER);
          return;
        } catch (StoreException e) {
          assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
          Thread.sleep(20);
        }
      }
    }
  }

  @Test
  void stores_ofTwoPrefixes_areTwo() {
    try (RedisServer server = RedisServer.start(directory);
        Store one = StoreUrl.parse(server.url() + "?prefix=one").open();
        Store two = StoreUrl.parse(server.url() + "?prefix=two").open();
        Store third = StoreUrl.parse(server.url() + "/3?prefix=one").open()) {
      Link link = samples.link("abc");
      one.links().create(link, Reuse.NEVER);

      assertThat(two.links().find(link.key())).isNull();
      assertThat(third.links().find(link.key())).isNull();
      assertThat(one.links().find(link.key())).isEqualTo(link);
    }
  }

  private static Durability durability(RedisServer server) {
    try (Store store = open(server)) {
      return store.traits().durability();
    }
  }

  private static Store open(RedisServer server) {
    return StoreUrl.parse(server.url()).open();
  }

  private static void assertRefused(ThrowingCallable call, Reason reason, String message) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .withMessageContaining(message)
        .returns(reason, StoreException::reason);
  }
}
