package dev.terse.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate for localhost from an authority of our own. */
@Tag("slow")
class EncryptionTest {
  @TempDir
  static Path directory;

  private static PostgresServer server;

  private final Samples samples = new Samples(new Random(11));

  @BeforeAll
  static void begin() throws Exception {
    authority("ours");
    authority("other");
    openssl(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        file("server.key"),
        "-out",
        file("server.csr"));
    Files.writeString(directory.resolve("names"), "subjectAltName = DNS:localhost\n");
    openssl(
        "x509",
        "-req",
        "-in",
        file("server.csr"),
        "-days",
        "2",
        "-extfile",
        file("names"),
        "-CA",
        file("ours.crt"),
        "-CAkey",
        file("ours.key"),
        "-CAcreateserial",
        "-out",
        file("server.crt"));
    server = PostgresServer.start(
        Files.createDirectory(directory.resolve("postgres")),
        "fsync=off",
        "ssl=on",
        "ssl_cert_file=" + file("server.crt"),
        "ssl_key_file=" + file("server.key"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void open_fullyVerified_isEncrypted() throws SQLException {
    try (Store store = open("localhost", "verify-full", "ours.crt")) {
      Link link = samples.link("abc");
      store.links().create(link, Reuse.NEVER);

      assertThat(store.links().find(link.key())).isEqualTo(link);
      assertThat(encrypted()).containsOnly("t").hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void open_anotherAuthority_saysWhereToLook() {
    assertRefused("localhost", "verify-full", "other.crt");
    assertRefused("localhost", "verify-ca", "other.crt");
  }

  @Test
  void open_anotherName_saysWhereToLook() {
    assertRefused("127.0.0.1", "verify-full", "ours.crt");
    open("127.0.0.1", "verify-ca", "ours.crt").close();
  }

  @Test
  void open_missingFile_saysWhereToLook() {
    assertRefused("localhost", "verify-full", "nowhere.crt");
  }

  private static void assertRefused(String host, String mode, String authority) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(host, mode, authority).close())
        .withMessageContaining("sslrootcert");
  }

  private static Store open(String host, String mode, String authority) {
    return StoreUrl.parse(server.url().replace("127.0.0.1", host) + "?sslmode=" + mode
            + "&sslrootcert=" + file(authority) + "&pool=2&connect-timeout=20s&timeout=20s")
        .open();
  }

  private static List<String> encrypted() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ssl FROM pg_stat_ssl"
            + " JOIN pg_stat_activity USING (pid) WHERE application_name = 'terse'")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static void authority(String name) throws Exception {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=" + name,
        "-keyout",
        file(name + ".key"),
        "-out",
        file(name + ".crt"));
  }

  private static String file(String name) {
    return directory.resolve(name).toString();
  }

  private static void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process openssl = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("openssl.log").toFile())
        .start();
    assertThat(openssl.waitFor()).isZero();
  }
}
