package dev.terse.imports.s;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.StoreUrl;
import dev.terse.imports.ForeignStore;
import dev.terse.imports.ForeignStoreException;
import dev.terse.imports.Found;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What S keeps in Redis: {@code $N} to the Nth code of its pool, {@code counter} with the last N it
 * used, each code to its URL and each URL to its code, URLs being quoted. A key whose value is a
 * URL is a code; all others are passed over. Only SCAN, MGET and GET are sent.
 */
public final class SRedis implements ForeignStore {
  private static final int PORT = 6_379;
  private static final int KEYS_A_SCAN = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RedisClient client;
  private final RedisCommands<String, String> redis;

  private SRedis(RedisClient client, RedisCommands<String, String> redis) {
    this.client = client;
    this.redis = redis;
  }

  /**
   * Connects to the Redis that {@code url} names, such as {@code redis://localhost:6379/0}.
   *
   * @throws ForeignStoreException if it cannot be reached
   * @throws IllegalArgumentException if it is no such URL
   */
  public static SRedis open(String url) {
    StoreUrl parsed = StoreUrl.parse(url);
    if (!parsed.scheme().equals("redis") && !parsed.scheme().equals("rediss")) {
      throw new IllegalArgumentException("name S's Redis: redis://HOST:PORT/DATABASE");
    }
    RedisClient client = RedisClient.create(uri(parsed));
    try {
      // Keys and values of anyone's, byte for byte: Latin-1 has a character for each.
      return new SRedis(client, client.connect(new StringCodec(ISO_8859_1)).sync());
    } catch (RedisException e) {
      client.shutdown(Duration.ZERO, PATIENCE);
      throw failure(parsed, e);
    }
  }

  private static RedisURI uri(StoreUrl url) {
    NetworkUrl network = NetworkUrl.parse(url, PORT, Set.of());
    NetworkUrl.Host host = network.hosts().getFirst();
    RedisURI.Builder uri = RedisURI.builder()
        .withHost(host.name())
        .withPort(host.port())
        .withSsl(url.scheme().equals("rediss"))
        .withTimeout(PATIENCE)
        .withDatabase(database(network.path()));
    String password = network.password();
    if (password != null) {
      String user = network.user();
      if (user == null) {
        uri.withPassword(password.toCharArray());
      } else {
        uri.withAuthentication(user, password.toCharArray());
      }
    }
    return uri.build();
  }

  private static int database(String path) {
    if (!path.matches("\\d{0,9}")) {
      throw new IllegalArgumentException("'" + path + "' is no number of a Redis database");
    }
    return path.isEmpty() ? 0 : Integer.parseInt(path);
  }

  private static ForeignStoreException failure(Object what, RedisException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new ForeignStoreException(
        "cannot read " + what + ": " + cause.getMessage() + ": see whether S's Redis runs there",
        e);
  }

  @Override
  public void read(Consumer<Found> reader) {
    try {
      ScanArgs pages = ScanArgs.Builder.limit(KEYS_A_SCAN);
      KeyScanCursor<String> cursor = redis.scan(pages);
      read(cursor.getKeys(), reader);
      while (!cursor.isFinished()) {
        cursor = redis.scan(ScanCursor.of(cursor.getCursor()), pages);
        read(cursor.getKeys(), reader);
      }
    } catch (RedisException e) {
      throw failure("S's Redis", e);
    }
  }

  private void read(List<String> keys, Consumer<Found> reader) {
    List<KeyValue<String, String>> mappings = values(keys).stream()
        .filter(pair -> pair.hasValue() && QuotedPlus.isUrl(pair.getValue()))
        .toList();
    List<KeyValue<String, String>> codes =
        values(mappings.stream().map(KeyValue::getValue).toList());
    for (int i = 0; i < mappings.size(); i++) {
      String key = mappings.get(i).getKey();
      // S answers a known URL with this code; another one that leads there was burnt by a race.
      String given = codes.get(i).getValueOrElse(key);
      try {
        String code = QuotedPlus.utf8(key.getBytes(ISO_8859_1));
        String target = QuotedPlus.decode(mappings.get(i).getValue());
        reader.accept(new Found.Link(code, target, null, given.equals(key)));
      } catch (CharacterCodingException e) {
        reader.accept(new Found.Unreadable(key, "it or its URL is no UTF-8"));
      }
    }
  }

  private List<KeyValue<String, String>> values(List<String> keys) {
    return keys.isEmpty() ? List.of() : redis.mget(keys.toArray(String[]::new));
  }

  @Override
  public @Nullable String lastDrawn() {
    try {
      String counter = redis.get("counter");
      return counter == null || counter.isEmpty() ? null : redis.get("$" + counter);
    } catch (RedisException e) {
      throw failure("S's counter", e);
    }
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, PATIENCE);
  }
}
