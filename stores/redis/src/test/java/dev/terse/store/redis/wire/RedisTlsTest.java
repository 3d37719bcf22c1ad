package dev.terse.store.redis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.LocalServer;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS with a certificate of its own. */
@Tag("slow")
class RedisTlsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir
  Path directory;

  @Test
  void open_overTls_believesOnlyCertificatesItWasToldOf() throws Exception {
    Path key = directory.resolve("key.pem");
    Path certificate = directory.resolve("certificate.pem");
    int port = LocalServer.freePort();
    makeCertificate(key, certificate);
    try (RedisServer server = RedisServer.start(
        directory,
        "--tls-port",
        Integer.toString(port),
        "--tls-cert-file",
        certificate.toString(),
        "--tls-key-file",
        key.toString(),
        "--tls-ca-cert-file",
        certificate.toString(),
        "--tls-auth-clients",
        "no")) {
      server.process().awaitPort("127.0.0.1", port, PATIENCE);
      String url = "rediss://localhost:" + port;
      Link link = new Samples(new Random(1)).link("abc");

      try (Store store = StoreUrl.parse(url + "?ca=" + certificate).open()) {
        store.links().create(link, Reuse.NEVER);
      }
      try (Store store = StoreUrl.parse(url + "?verify=none").open()) {
        assertThat(store.links().find(link.key())).isEqualTo(link);
      }
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> StoreUrl.parse(url).open())
          .returns(Reason.UNAVAILABLE, StoreException::reason)
          .withMessageContaining("certif");
      assertThatExceptionOfType(StoreException.class)
          .as("a certificate for another name")
          .isThrownBy(() -> StoreUrl.parse("rediss://127.0.0.1:" + port + "?ca=" + certificate)
              .open())
          .returns(Reason.UNAVAILABLE, StoreException::reason);
    }
  }

  private static void makeCertificate(Path key, Path certificate) throws Exception {
    Process openssl = new ProcessBuilder(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    assertThat(openssl.waitFor()).isZero();
  }
}
