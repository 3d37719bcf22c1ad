package dev.terse.store.redis.wire;

import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.StoreUrl;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is, and how to speak with it, as a URL says it.
 *
 * @param form one server, one behind sentinels, or a cluster
 * @param servers one, or the seeds of a cluster
 * @param prefix what all keys begin with
 * @param connectTimeout how long to wait for a connection
 * @param timeout how long to wait for an answer
 * @param authorities a file of certificates (PEM) to trust, or null for those that Java trusts
 */
public record RedisAddress(
    Form form,
    List<RedisURI> servers,
    String prefix,
    Duration connectTimeout,
    Duration timeout,
    @Nullable Path authorities) {

  /** How the servers stand together. */
  public enum Form {
    /** One server. */
    SINGLE,
    /** One server at a time, named by sentinels. */
    SENTINEL,
    /** Keys are spread over several servers. */
    CLUSTER
  }

  private static final Set<String> SCHEMES =
      Set.of("redis", "rediss", "redis-sentinel", "redis-cluster");
  private static final Set<String> OPTIONS =
      Set.of("prefix", "timeout", "connect-timeout", "ca", "verify");
  private static final Set<String> SENTINEL_OPTIONS =
      Set.of("master", "sentinel-user", "sentinel-password");
  private static final int PORT = 6_379;
  private static final int SENTINEL_PORT = 26_379;
  private static final int MAX_DATABASE = 65_535;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})(ms|s)");

  /** Whether URLs of this scheme name a Redis. */
  public static boolean isScheme(String scheme) {
    return SCHEMES.contains(scheme);
  }

  /** Reads {@code url}; throws IllegalArgumentException that says what to write instead. */
  public static RedisAddress parse(StoreUrl url) {
    Form form = switch (url.scheme()) {
      case "redis-sentinel" -> Form.SENTINEL;
      case "redis-cluster" -> Form.CLUSTER;
      default -> Form.SINGLE;
    };
    NetworkUrl parts =
        NetworkUrl.parse(url, form == Form.SENTINEL ? SENTINEL_PORT : PORT, options(form));
    boolean tls = url.scheme().equals("rediss") || bool("tls", parts.option("tls", "false"));
    String ca = parts.option("ca", "");
    Duration timeout = duration(parts, "timeout");
    return new RedisAddress(
        form,
        servers(form, parts, timeout).stream()
            .map(uri -> secure(uri, parts, tls))
            .toList(),
        prefix(parts.option("prefix", "terse")),
        duration(parts, "connect-timeout"),
        timeout,
        ca.isEmpty() ? null : Path.of(ca));
  }

  private static Set<String> options(Form form) {
    Set<String> options = new TreeSet<>(OPTIONS);
    if (form != Form.SINGLE) {
      options.add("tls");
    }
    if (form == Form.SENTINEL) {
      options.addAll(SENTINEL_OPTIONS);
    }
    return options;
  }

  private static List<RedisURI> servers(Form form, NetworkUrl parts, Duration timeout) {
    int database = database(parts.path());
    if (form == Form.SENTINEL) {
      return List.of(sentinels(parts, database, timeout));
    }
    if (form == Form.SINGLE && parts.hosts().size() > 1) {
      throw new IllegalArgumentException(
          "redis: names one server: write redis-cluster: or redis-sentinel: for several");
    }
    if (form == Form.CLUSTER && database != 0) {
      throw new IllegalArgumentException("a cluster has no databases: leave /" + database + " out");
    }
    return parts.hosts().stream()
        .map(host -> logIn(server(host, database, timeout), parts.user(), parts.password()))
        .toList();
  }

  private static RedisURI sentinels(NetworkUrl parts, int database, Duration timeout) {
    String master = parts.option("master", "");
    if (master.isEmpty()) {
      throw new IllegalArgumentException(
          "write ?master=NAME, the name that the sentinels monitor the master by");
    }
    RedisURI uri = new RedisURI();
    uri.setSentinelMasterId(master);
    uri.setDatabase(database);
    uri.setTimeout(timeout);
    String password = parts.options().get("sentinel-password");
    for (NetworkUrl.Host host : parts.hosts()) {
      uri.getSentinels()
          .add(logIn(server(host, 0, timeout), parts.options().get("sentinel-user"), password));
    }
    return logIn(uri, parts.user(), parts.password());
  }

  private static RedisURI server(NetworkUrl.Host host, int database, Duration timeout) {
    RedisURI uri = new RedisURI(host.name(), host.port(), timeout);
    uri.setDatabase(database);
    return uri;
  }

  private static RedisURI logIn(RedisURI uri, @Nullable String user, @Nullable String password) {
    if (user != null) {
      uri.setAuthentication(user, password == null ? "" : password);
    } else if (password != null) {
      uri.setAuthentication(password);
    }
    return uri;
  }

  private static RedisURI secure(RedisURI uri, NetworkUrl parts, boolean tls) {
    SslVerifyMode mode = switch (parts.option("verify", "full")) {
      case "full" -> SslVerifyMode.FULL;
      case "ca" -> SslVerifyMode.CA;
      case "none" -> SslVerifyMode.NONE;
      default ->
        throw new IllegalArgumentException(
            "verify is full (host name and certificate), ca (certificate) or none");
    };
    uri.setSsl(tls);
    uri.setVerifyPeer(mode);
    uri.setClientName("terse");
    for (RedisURI sentinel : uri.getSentinels()) {
      sentinel.setSsl(tls);
      sentinel.setVerifyPeer(mode);
    }
    return uri;
  }

  private static int database(String path) {
    try {
      int database = path.isEmpty() ? 0 : Integer.parseInt(path);
      if (database >= 0 && database <= MAX_DATABASE) {
        return database;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "'/" + path + "' is no database: write its number, such as /0");
  }

  private static String prefix(String text) {
    if (!PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "prefix is 1 to 32 letters, digits and . _ - : not '" + text + "'");
    }
    return text;
  }

  private static boolean bool(String name, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(name + " is true or false, not '" + text + "'");
    };
  }

  private static Duration duration(NetworkUrl parts, String name) {
    String text = parts.option(name, "2s");
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration duration =
          matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    }
    throw new IllegalArgumentException(
        name + " is a time of up to a minute, such as 500ms or 2s: not '" + text + "'");
  }
}
