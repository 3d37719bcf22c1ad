package dev.terse.server.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.access.Scope;
import dev.terse.core.link.Code;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Backups;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.store.forward.ForwardingStore;
import dev.terse.server.ServerConfig;
import dev.terse.server.access.AuthMode;
import dev.terse.server.support.Configs;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupResourceTest {
  private static final String BACKUP = "/-/api/v1/backup";

  @TempDir
  Path directory;

  @Test
  void create_onTheEmbeddedStore_isABackup() throws Exception {
    Backups backups = Objects.requireNonNull(StoreUrl.parse("rocksdb:x").backups());
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      server.json("POST /-/api/v1/links", "{\"target\":\"https://a.example/\"}");

      byte[] bytes = download(server);

      assertThat(backups.check(new ByteArrayInputStream(bytes)).links()).isOne();
      assertThat(server.ask("POST " + BACKUP).header("Content-Type"))
          .isEqualTo("application/x-tar");
      assertThat(server.ask("GET " + BACKUP).status()).isEqualTo(405);
    }
  }

  @Test
  void create_withoutAnAdministratorsKey_isRefused() throws Exception {
    ServerConfig keys = Configs.auth(ServerConfig.DEFAULT, AuthMode.KEYS);
    try (TestServer server = TestServer.start(directory, Setup.plain().with(keys))) {
      String reader =
          server.keys().create("r", EnumSet.of(Scope.READ, Scope.WRITE)).text();
      String admin = server.keys().create("a", EnumSet.of(Scope.ADMIN)).text();

      assertThat(server.ask("POST " + BACKUP).problem()).isEqualTo("key-missing");
      assertThat(server.ask("POST " + BACKUP, "X-Api-Key: " + reader).problem())
          .isEqualTo("scope-missing");
      assertThat(server.ask("POST " + BACKUP, "X-Api-Key: " + admin).status()).isEqualTo(200);
    }
  }

  @Test
  void create_whileAnotherIsUnderWay_isBusy() throws Exception {
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      try (Store.Backup other = Objects.requireNonNull(server.store().backup(Instant.EPOCH))) {
        Reply reply = server.ask("POST " + BACKUP);
        assertThat(reply.problem()).isEqualTo("busy");
        assertThat(other.writeTo(OutputStream.nullOutputStream())).isZero();
      }
      assertThat(server.ask("POST " + BACKUP).status()).isEqualTo(200);
    }
  }

  @Test
  void create_whereTheStoreHasItsOwnTools_saysSo() throws Exception {
    Setup setup = Setup.plain().wrapping(store -> new Backing(store, null));
    try (TestServer server = TestServer.start(directory, setup)) {
      Reply reply = server.ask("POST " + BACKUP);

      assertThat(reply.problem()).isEqualTo("backup-elsewhere");
      assertThat(reply.json().getString("remedy")).contains("terse copy");
    }
  }

  @Test
  void create_thatFailsHalfWay_hasNoEndAndHarmsNobody() throws Exception {
    Breaking breaking = new Breaking();
    Setup setup = Setup.plain().wrapping(store -> new Backing(store, breaking));
    try (TestServer server = TestServer.start(directory, setup)) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> download(server));

      assertThat(breaking.closed).isTrue();
      assertThat(server.ask("GET /" + new Code("unknown").value()).status()).isEqualTo(404);
    }
  }

  private static byte[] download(TestServer server) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + BACKUP);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(),
              BodyHandlers.ofByteArray())
          .body();
    }
  }

  /** A store with another backup than its own. */
  private static final class Backing extends ForwardingStore {
    private final Store.@Nullable Backup backup;

    Backing(Store store, Store.@Nullable Backup backup) {
      super(store);
      this.backup = backup;
    }

    @Override
    public @Nullable Backup backup(Instant now) {
      return backup;
    }
  }

  private static final class Breaking implements Store.Backup {
    private volatile boolean closed;

    @Override
    public long writeTo(OutputStream out) throws IOException {
      out.write(new byte[1 << 20]);
      throw new IOException("the disk cannot be read");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
