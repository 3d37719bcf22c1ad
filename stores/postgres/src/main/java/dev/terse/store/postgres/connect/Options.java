package dev.terse.store.postgres.connect;

import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.StoreUrl;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code postgresql:} URL says.
 *
 * @param url user, password, hosts and database
 * @param schema where the tables are
 * @param pool connections for calls
 * @param connect how long one server may take to let us in
 * @param call how long one statement may take
 */
public record Options(NetworkUrl url, String schema, int pool, Duration connect, Duration call) {
  private static final int PORT = 5432;
  private static final int MAX_POOL = 1_000;
  private static final long MAX_MILLIS = 600_000;

  /** Names that need no quotes, and leave room for a prefix within PostgreSQL's 63 bytes. */
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,47}");

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s)");

  /** Options that go to the driver as they are. */
  private static final Set<String> TLS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword");

  private static final Set<String> MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** Reads {@code url}; throws IllegalArgumentException that says what is wrong with it. */
  public static Options parse(StoreUrl url) {
    Set<String> names = new TreeSet<>(TLS);
    names.addAll(Set.of("schema", "pool", "connect-timeout", "timeout"));
    NetworkUrl parsed = NetworkUrl.parse(url, PORT, names);
    if (parsed.path().isEmpty() || parsed.path().indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "the database is missing: write " + url.scheme() + "://USER:PASSWORD@HOST/DATABASE");
    }
    if (!MODES.contains(parsed.option("sslmode", "prefer"))) {
      throw new IllegalArgumentException("sslmode is " + String.join(", ", new TreeSet<>(MODES)));
    }
    return new Options(
        parsed,
        schema(parsed.option("schema", "terse")),
        pool(parsed.option("pool", "10")),
        time("connect-timeout", parsed.option("connect-timeout", "2s")),
        time("timeout", parsed.option("timeout", "2s")));
  }

  /** How long a login may take, all servers together. */
  Duration login() {
    return connect.multipliedBy(url.hosts().size());
  }

  /** How long a caller may wait for what is done together with others' work. */
  public Duration patience() {
    return call.multipliedBy(2).plus(connect);
  }

  /** What the URL says of encryption, in the driver's words. */
  Map<String, String> tls() {
    Map<String, String> tls = new LinkedHashMap<>();
    url.options().forEach((name, value) -> {
      if (TLS.contains(name)) {
        tls.put(name, value);
      }
    });
    return tls;
  }

  private static String schema(String text) {
    if (!SCHEMA.matcher(text).matches() || text.startsWith("pg_")) {
      throw new IllegalArgumentException("schema '" + text
          + "' is refused: write up to 48 of a-z, 0-9 and _, beginning with a letter");
    }
    return text;
  }

  private static int pool(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= MAX_POOL) {
        return size;
      }
    }
    throw new IllegalArgumentException("pool '" + text + "' is refused: write 1 to " + MAX_POOL);
  }

  private static Duration time(String name, String text) {
    Matcher parts = TIME.matcher(text);
    if (parts.matches()) {
      long millis = Long.parseLong(parts.group(1)) * (parts.group(2).equals("s") ? 1_000 : 1);
      if (millis >= 100 && millis <= MAX_MILLIS) {
        return Duration.ofMillis(millis);
      }
    }
    throw new IllegalArgumentException(
        name + " '" + text + "' is refused: write 100ms to 600s, such as 2s");
  }
}
