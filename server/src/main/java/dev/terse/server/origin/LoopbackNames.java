package dev.terse.server.origin;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names and addresses by which a machine reaches itself. */
public final class LoopbackNames {

  private LoopbackNames() {}

  /**
   * Whether {@code authority}, a {@code Host} header, names this machine: {@code localhost}, a name
   * under it, 127.0.0.0/8 or {@code [::1]}, with any port or none.
   */
  public static boolean containAuthority(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    String host = authority.toLowerCase(Locale.ROOT);
    int port = host.indexOf(':', host.indexOf(']') + 1);
    if (port >= 0) {
      if (!isPort(host, port + 1)) {
        return false;
      }
      host = host.substring(0, port);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.equals("[::1]");
    }
    return host.equals("localhost")
        || (host.endsWith(".localhost") && isName(host))
        || (isDotted(host) && containAddress(host));
  }

  /** Whether {@code address}, an IP address as text, is a loopback address. */
  public static boolean containAddress(@Nullable String address) {
    if (address == null) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isPort(String text, int from) {
    return text.length() - from <= 5 && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isName(String host) {
    return host.chars()
        .allMatch(c ->
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_');
  }

  /**
   * Four decimal numbers: the shorter and other forms of IPv4 have no business in a Host header.
   */
  private static boolean isDotted(String host) {
    return host.chars().filter(c -> c == '.').count() == 3
        && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
