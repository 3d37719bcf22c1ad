package dev.terse.server.ancestors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.code.CodesConfig;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.support.Ancestor;
import dev.terse.server.support.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BothAncestorsTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir
  Path directory;

  private final Ancestor ancestor = new Ancestor();

  @AfterEach
  void stop() {
    ancestor.close();
  }

  @BeforeEach
  void start() throws StartException {
    ancestor.start(
        directory,
        ServerConfig.DEFAULT,
        new AncestorsConfig(true, true, null),
        CodesConfig.DEFAULT);
  }

  @Test
  void get_ofUnknownCode_isTheFlaskDemos() {
    assertThat(ancestor.server().ask("GET /get").body()).isEqualTo("Shortened URL not valid");
    assertThat(ancestor.server().ask("GET /nope").status()).isEqualTo(400);
  }

  @Test
  void post_fromElsewhere_needsKey() {
    String head = "POST /get HTTP/1.1\r\nHost: sho.rt\r\nContent-Type: " + FORM + "\r\n";
    Reply reply = ancestor.server().raw(head, "url=http://a.example/");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).startsWith("[\"failure\", ");
    Reply flask =
        ancestor.server().raw(head.replace("/get", "/shorten_url"), "url=http://a.example/");
    assertThat(flask.status()).isEqualTo(401);
  }
}
