package dev.terse.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL that names servers:
 * {@code scheme://user:password@host:port,host:port/path?option=value}. All but the first host may
 * be absent. User, password, path and options are percent-decoded.
 *
 * @param user who logs in, or null
 * @param password with what, or null
 * @param hosts at least one
 * @param path without the slash before it; may be empty
 * @param options by name
 */
public record NetworkUrl(
    @Nullable String user,
    @Nullable String password,
    List<Host> hosts,
    String path,
    Map<String, String> options) {

  private static final int MAX_PORT = 65_535;

  /**
   * One server.
   *
   * @param name a name or an address, IPv6 without brackets
   * @param port 1 to 65,535
   */
  public record Host(String name, int port) {
    /** As it stands in URLs. */
    @Override
    public String toString() {
      return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
    }
  }

  /**
   * Reads {@code url}.
   *
   * @param port of hosts that name none
   * @param options the names that options may have
   * @throws IllegalArgumentException if it is not of that form, or has another option
   */
  public static NetworkUrl parse(StoreUrl url, int port, Set<String> options) {
    String rest = url.rest();
    if (!rest.startsWith("//")) {
      throw new IllegalArgumentException(
          "write " + url.scheme() + "://HOST:PORT/… : two slashes after " + url.scheme() + ":");
    }
    String[] byQuery = rest.substring(2).split("\\?", 2);
    String[] byPath = byQuery[0].split("/", 2);
    int at = byPath[0].lastIndexOf('@');
    String[] login = at < 0 ? new String[0] : byPath[0].substring(0, at).split(":", 2);
    return new NetworkUrl(
        login.length > 0 && !login[0].isEmpty() ? decode(login[0]) : null,
        login.length > 1 ? decode(login[1]) : null,
        hosts(byPath[0].substring(at + 1), port),
        byPath.length > 1 ? decode(byPath[1]) : "",
        options(byQuery.length > 1 ? byQuery[1] : "", options));
  }

  /** The option {@code name}, or {@code byDefault}. */
  public String option(String name, String byDefault) {
    return options.getOrDefault(name, byDefault);
  }

  private static List<Host> hosts(String text, int port) {
    List<Host> hosts = new ArrayList<>();
    for (String host : text.split(",", -1)) {
      hosts.add(host(host, port));
    }
    return List.copyOf(hosts);
  }

  private static Host host(String text, int port) {
    int bracket = text.lastIndexOf(']');
    int colon = text.indexOf(':', Math.max(bracket, 0));
    String name = colon < 0 ? text : text.substring(0, colon);
    if (bracket > 0 && name.startsWith("[")) {
      name = name.substring(1, bracket);
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a host is missing: write HOST or HOST:PORT");
    }
    return new Host(name, colon < 0 ? port : port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException("'" + text + "' is no port: write 1 to " + MAX_PORT);
  }

  private static Map<String, String> options(String query, Set<String> known) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : query.split("&", -1)) {
      if (option.isEmpty()) {
        continue;
      }
      String[] parts = option.split("=", 2);
      String name = decode(parts[0]);
      if (!known.contains(name)) {
        throw new IllegalArgumentException("no option is called '" + name + "': there "
            + (known.isEmpty()
                ? "are none"
                : "is " + String.join(", ", known.stream().sorted().toList())));
      }
      options.put(name, parts.length > 1 ? decode(parts[1]) : "");
    }
    return Map.copyOf(options);
  }

  /** Percent-decodes; a plus stays a plus, as in URLs outside of forms. */
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
