package dev.terse.app.serve;

import dev.terse.server.Listen;
import dev.terse.server.ServerConfig;
import dev.terse.server.origin.PublicUrl;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Under which names a server is reached, and by whom. */
final class Exposure {
  private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private final ServerConfig config;

  Exposure(ServerConfig config) {
    this.config = config;
  }

  /** Whether requests may come that need an API key. */
  boolean needsKeys() {
    return switch (config.auth()) {
      case OPEN -> false;
      case KEYS -> true;
      case LOCAL ->
        !isLoopback(config.listen().host())
            || !config.proxies().ranges().isEmpty()
            || (config.url() != null && !isLoopback(host(config.url())));
    };
  }

  /** Hosts whose links would lead back here. */
  Set<String> ownHosts() {
    Set<String> hosts = new HashSet<>();
    Listen listen = config.listen();
    if (isLoopback(listen.host()) || isWildcard(listen.host())) {
      LOOPBACK_NAMES.forEach(name -> hosts.add(name + ":" + listen.port()));
    } else {
      hosts.add(listen.toString());
    }
    if (config.url() != null) {
      hosts.add(URI.create(config.url().origin()).getRawAuthority());
    }
    String base = config.ancestors().serviceBase();
    if (base != null) {
      hosts.add(base.replaceFirst("^[a-z]+://", "").replaceFirst("/.*", ""));
    }
    return hosts;
  }

  private static String host(PublicUrl url) {
    return String.valueOf(URI.create(url.origin()).getHost());
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(name.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isWildcard(String host) {
    try {
      return InetAddress.ofLiteral(host).isAnyLocalAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
