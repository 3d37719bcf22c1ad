package dev.terse.server;

/**
 * Where the server listens.
 *
 * @param host name or address of the interface; IPv6 without brackets
 * @param port 0 to 65,535; 0 takes a free one
 */
public record Listen(String host, int port) {

  /** Only this machine reaches it. */
  public static final Listen DEFAULT = new Listen("127.0.0.1", 8080);

  /** Throws IllegalArgumentException for an empty host or a port out of range. */
  public Listen {
    if (host.isEmpty() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "'" + host + ":" + port + "' is no address to listen on: write host:port");
    }
  }

  /** Reads {@code host:port} or {@code [IPv6]:port}; throws IllegalArgumentException otherwise. */
  public static Listen parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(colon, 0));
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    try {
      return new Listen(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address to listen on: write host:port", e);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
