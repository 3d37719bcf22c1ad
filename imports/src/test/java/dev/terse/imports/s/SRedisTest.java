package dev.terse.imports.s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.imports.ForeignStoreException;
import dev.terse.imports.Found;
import dev.terse.testbed.LocalServer;
import dev.terse.testbed.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SRedisTest {
  @TempDir
  private Path directory;

  private RedisServer server;
  private RedisClient client;
  private RedisCommands<String, String> redis;

  @BeforeEach
  void start() {
    server = RedisServer.start(directory);
    client = RedisClient.create(server.url());
    redis = client.connect().sync();
  }

  @AfterEach
  void stop() {
    client.shutdown();
    server.close();
  }

  @Test
  void read_whatSStores_isItsLinks() {
    pool("a", "b", "c", "d", "e");
    shorten(1, "a", "http://www.example.com/");
    shorten(2, "b", "http://www.example.com/a b+c?x=1&y=%20#z");
    shorten(3, "c", "https://example.org/~user/");

    assertThat(links())
        .containsExactlyInAnyOrder(
            new Found.Link("a", "http://www.example.com/", null, true),
            new Found.Link("b", "http://www.example.com/a b+c?x=1&y=%20#z", null, true),
            new Found.Link("c", "https://example.org/~user/", null, true));
    assertThat(lastDrawn()).isEqualTo("c");
  }

  @Test
  void read_aCodeBurntByARace_isTheOtherOne() {
    pool("a", "b");
    shorten(1, "a", "http://www.example.com/");
    shorten(2, "b", "http://www.example.com/");

    assertThat(links())
        .containsExactlyInAnyOrder(
            new Found.Link("a", "http://www.example.com/", null, false),
            new Found.Link("b", "http://www.example.com/", null, true));
  }

  @Test
  void read_whatIsNotSs_isPassedOverOrTold() {
    redis.lpush("a list", "http%3A//www.example.com/");
    redis.set("greeting", "hello world");
    redis.set("x", "http%3A//www.example.com/%FF");

    assertThat(links()).containsExactly(new Found.Unreadable("x", "it or its URL is no UTF-8"));
    assertThat(lastDrawn()).isNull();
  }

  @Test
  void read_manyLinks_writesNothingAndAsksByScan() {
    int count = 3_000;
    for (int i = 1; i <= count; i++) {
      redis.set("$" + i, "c" + i);
      shorten(i, "c" + i, "http://www.example.com/" + i);
    }
    redis.configResetstat();

    assertThat(links()).hasSize(count);
    assertThat(redis.info("commandstats")).contains("cmdstat_scan").doesNotContain("cmdstat_set");
    assertThat(redis.info("commandstats")).doesNotContain("cmdstat_keys");
  }

  @Test
  void open_nobodyThere_saysWhatToDo() {
    String nowhere = "redis://:secret@127.0.0.1:" + LocalServer.freePort();
    assertThatThrownBy(() -> SRedis.open(nowhere))
        .isInstanceOf(ForeignStoreException.class)
        .hasMessageContaining("see whether S's Redis runs there")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> SRedis.open("http://localhost/"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Found> links() {
    List<Found> found = new ArrayList<>();
    try (SRedis s = SRedis.open(server.url())) {
      s.read(found::add);
    }
    return found;
  }

  private @Nullable String lastDrawn() {
    try (SRedis s = SRedis.open(server.url())) {
      return s.lastDrawn();
    }
  }

  /** What S's generator stores. */
  private void pool(String... codes) {
    for (int i = 0; i < codes.length; i++) {
      redis.set("$" + (i + 1), codes[i]);
    }
  }

  /** What S's {@code POST /get} stores. */
  private void shorten(int number, String code, String target) {
    redis.set("counter", Integer.toString(number));
    redis.set(code, quoted(target));
    redis.set(quoted(target), code);
  }

  /** Python's {@code quote_plus(target, '/')}. */
  private static String quoted(String target) {
    StringBuilder quoted = new StringBuilder();
    for (byte octet : target.getBytes(UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean stays = c < 0x80 && (Character.isLetterOrDigit(c) || "_.-/".indexOf(c) >= 0);
      quoted.append(stays ? String.valueOf(c) : c == ' ' ? "+" : String.format("%%%02X", (int) c));
    }
    return quoted.toString();
  }
}
