package dev.terse.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PgBouncer between a store and its server. */
@Tag("slow")
class PoolerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Samples samples = new Samples(new Random(7));
  private final int port = LocalServer.freePort();

  @TempDir
  Path directory;

  @Test
  void sessions_keepListening() throws Exception {
    BlockingQueue<LinkKey> heard = new LinkedBlockingQueue<>();
    try (LocalServer _ = pooler("session");
        Store one = open();
        Store other = open()) {
      other.onChange(heard::add);
      Link link = samples.link("abc");

      one.links().create(link, Reuse.NEVER);

      assertThat(other.links().find(link.key())).isEqualTo(link);
      assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(link.key());
    }
  }

  @Test
  void transactions_areRefused() throws IOException {
    try (LocalServer _ = pooler("transaction")) {
      assertRefused();
    }
  }

  @Test
  void transactionsInTurn_areRefused() throws IOException {
    try (LocalServer _ = pooler("transaction", "server_round_robin = 1", "min_pool_size = 4")) {
      assertRefused();
    }
  }

  @Test
  void statements_areRefused() throws IOException {
    try (LocalServer _ = pooler("statement")) {
      assertRefused();
    }
  }

  private void assertRefused() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open().close())
        .withMessageContaining("pool_mode = session")
        .returns(Reason.INCOMPATIBLE, StoreException::reason);
  }

  private Store open() {
    String options = "?pool=3&connect-timeout=20s&timeout=20s";
    return StoreUrl.parse("postgresql://terse:terse@127.0.0.1:" + port + "/terse" + options)
        .open();
  }

  private LocalServer pooler(String mode, String... settings) throws IOException {
    Path configuration = directory.resolve("pgbouncer.ini");
    List<String> lines = new ArrayList<>(List.of(
        "[databases]",
        "terse = host=127.0.0.1 port=" + SharedServer.server().port()
            + " user=terse password=terse",
        "[pgbouncer]",
        "listen_addr = 127.0.0.1",
        "listen_port = " + port,
        "unix_socket_dir =",
        "auth_type = any",
        "pool_mode = " + mode));
    lines.addAll(List.of(settings));
    Files.write(configuration, lines);
    // It refuses to run as root; in a user namespace of its own, root is nobody.
    List<String> command = List.of(
        "env",
        "PATH=/usr/sbin:/usr/bin",
        "unshare",
        "--user",
        "pgbouncer",
        configuration.toString());
    return LocalServer.start(directory, "pgbouncer", command)
        .awaitPort("127.0.0.1", port, PATIENCE);
  }
}
