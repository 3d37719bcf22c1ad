package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksApiTest {
  private static final String LINKS = "/-/api/v1/links";

  @TempDir
  Path directory;

  private TestServer server;

  @BeforeEach
  void start() throws StartException {
    server = TestServer.start(directory, TestServer.Setup.plain());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void create_withTargetOnly_drawsCodeAndRedirects() {
    Reply reply = server.json("POST " + LINKS, "{\"target\":\"https://example.com/x?y=z\"}");

    assertThat(reply.status()).isEqualTo(201);
    String code = reply.json().getString("code");
    assertThat(reply.header("Location")).isEqualTo(LINKS + "/" + code);
    assertThat(reply.header("ETag")).isEqualTo("\"1\"");
    Reply redirect = server.ask("GET /" + code);
    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("Location")).isEqualTo("https://example.com/x?y=z");
  }
}
