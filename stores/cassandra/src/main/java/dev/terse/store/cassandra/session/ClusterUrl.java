package dev.terse.store.cassandra.session;

import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.StoreUrl;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a URL says of a ring: {@code cassandra://user:password@host:9042,host/keyspace?option=…}.
 *
 * @param network hosts and login
 * @param keyspace where the tables are
 * @param centre the data centre of this node, or null for that of the hosts
 * @param replication of a keyspace that does not exist yet
 * @param limits what one node may ask of the ring
 */
public record ClusterUrl(
    NetworkUrl network,
    String keyspace,
    @Nullable String centre,
    Replication replication,
    Limits limits) {

  private static final int PORT = 9042;
  private static final String KEYSPACE = "terse";
  private static final Set<String> OPTIONS =
      Set.of("dc", "replication", "timeout", "connect-timeout", "requests", "ssl");

  /**
   * What one node may ask of the ring.
   *
   * @param timeout how long a request may take
   * @param connect how long a connection may take to come about
   * @param requests how many may be under way at once
   * @param ssl whether connections are encrypted
   */
  record Limits(Duration timeout, Duration connect, int requests, boolean ssl) {}

  /** Reads {@code url}; throws IllegalArgumentException that says what is wrong with it. */
  public static ClusterUrl parse(StoreUrl url) {
    NetworkUrl network = NetworkUrl.parse(url, PORT, OPTIONS);
    String keyspace = network.path().isEmpty() ? KEYSPACE : network.path();
    if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
      throw new IllegalArgumentException("keyspace '" + keyspace
          + "': write 1 to 48 lower-case letters, digits and underscores, a letter first");
    }
    if (network.user() != null && network.password() == null) {
      throw new IllegalArgumentException("a password is missing: write user:password@host");
    }
    String replication = network.options().get("replication");
    return new ClusterUrl(
        network,
        keyspace,
        network.options().get("dc"),
        replication == null ? Replication.DEFAULT : Replication.parse(replication),
        new Limits(
            duration("timeout", network.option("timeout", "2s")),
            duration("connect-timeout", network.option("connect-timeout", "2s")),
            number("requests", network.option("requests", "512")),
            choice("ssl", network.option("ssl", "false"))));
  }

  /** How long a request may take. */
  public Duration timeout() {
    return limits.timeout;
  }

  private static Duration duration(String option, String text) {
    if (text.matches("[1-9][0-9]{0,5}ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    if (text.matches("[1-9][0-9]{0,2}s")) {
      return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
    }
    throw new IllegalArgumentException(
        option + " '" + text + "': write a time such as 500ms or 2s");
  }

  private static int number(String option, String text) {
    if (text.matches("[1-9][0-9]{0,4}")) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(option + " '" + text + "': write a number, 1 to 99999");
  }

  private static boolean choice(String option, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
        throw new IllegalArgumentException(option + " '" + text + "': write true or false");
    };
  }
}
