package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.link.Code;
import dev.terse.server.access.AuthMode;
import dev.terse.server.origin.AddressRange;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.origin.TrustedProxies;
import dev.terse.server.support.Configs;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
  private static final String BODY = "{\"target\":\"https://example.com/\"}";

  @TempDir
  Path directory;

  @Test
  void shortUrl_withoutTrustedProxy_ignoresForwardingAndForeignHosts() throws Exception {
    try (TestServer server = start(TrustedProxies.NONE)) {
      String local = "http://127.0.0.1:" + server.port() + "/";

      assertThat(shortUrl(server, "sho.rt", "")).startsWith(local);
      assertThat(shortUrl(server, "sho.rt", "X-Forwarded-Host: evil.example\r\n"))
          .startsWith(local);
      assertThat(shortUrl(server, "localhost:1234", "X-Forwarded-Proto: https\r\n"))
          .startsWith("http://localhost:1234/");
    }
  }

  @Test
  void shortUrl_throughTrustedProxy_believesIt() throws Exception {
    TrustedProxies loopback = new TrustedProxies(List.of(AddressRange.parse("127.0.0.0/8")));
    try (TestServer server = start(loopback)) {
      assertThat(shortUrl(server, "sho.rt", "X-Forwarded-Proto: https\r\n"))
          .startsWith("https://sho.rt/");
      assertThat(shortUrl(
              server,
              "inner",
              "X-Forwarded-Host: evil.example, sho.rt\r\nX-Forwarded-Proto: http, https\r\n"))
          .startsWith("https://sho.rt/");
      assertThat(shortUrl(server, "inner", "X-Forwarded-Host: \"><script>\r\n"))
          .startsWith("http://127.0.0.1:" + server.port() + "/");
    }
  }

  @Test
  void shortUrl_ofUnicodeCode_isPercentEncoded() {
    assertThat(new PublicUrl("https://sho.rt").of(new Code("a/caf\u00e9")))
        .isEqualTo("https://sho.rt/a/caf%C3%A9");
    assertThat(new PublicUrl("https://sho.rt:1/x").origin()).isEqualTo("https://sho.rt:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sho.rt", "ftp://sho.rt/", "https:///", "https://a/?q", "https://a b/"})
  void publicUrl_thatCannotBegin_isRefused(String text) {
    assertThatThrownBy(() -> new PublicUrl(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.0.1,true",
    "10.0.0.0/8,11.0.0.1,false",
    "192.168.1.128/25,192.168.1.127,false",
    "192.168.1.128/25,192.168.1.129,true",
    "1.2.3.4,1.2.3.4,true",
    "1.2.3.4,1.2.3.5,false",
    "0.0.0.0/0,9.9.9.9,true",
    "fd00::/8,fd12::1,true",
    "fd00::/8,10.0.0.1,false"
  })
  void addressRange_containsItsBlock(String range, String address, boolean contained) {
    assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "sho.rt", "::/129"})
  void addressRange_thatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:8080,127.0.0.1,8080", "[::1]:0,::1,0", "localhost:1,localhost,1"})
  void listen_readsHostAndPort(String text, String host, int port) {
    Listen listen = Listen.parse(text);

    assertThat(listen).isEqualTo(new Listen(host, port));
    assertThat(listen).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8080", ":8080", "a:", "a:b", "a:65536", "a:-1", "::1:80"})
  void listen_thatIsNoAddress_isRefused(String text) {
    assertThatThrownBy(() -> Listen.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private TestServer start(TrustedProxies proxies) throws StartException {
    ServerConfig open = Configs.auth(ServerConfig.DEFAULT, AuthMode.OPEN);
    return TestServer.start(directory, Setup.plain().with(Configs.proxies(open, proxies)));
  }

  private static String shortUrl(TestServer server, String host, String headers) {
    String head = "POST /-/api/v1/links HTTP/1.1\r\nHost: " + host
        + "\r\nContent-Type: application/json\r\n" + headers;
    return server.raw(head, BODY).json().getString("shortUrl");
  }
}
