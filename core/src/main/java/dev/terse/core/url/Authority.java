package dev.terse.core.url;

import org.jspecify.annotations.Nullable;

/**
 * What stands between the slashes and the path of a URL: credentials, host and port (authority,
 * host and port state in section 4.4 of the URL Standard).
 *
 * @param username percent-encoded, empty if there is none
 * @param password percent-encoded, empty if there is none
 * @param host serialised; null if the URL has no authority at all
 * @param port {@link WebUrl#NO_PORT} if it is the scheme's default or there is none
 */
public record Authority(
    String username, String password, @Nullable String host, int port) {

  /** What a URL without an authority has. */
  public static final Authority NONE = new Authority("", "", null, WebUrl.NO_PORT);

  private static final int MAX_PORT = 65_535;
  private static final int NO_COLON = -1;

  /** The authority that {@code text} is in a URL of this scheme, or null on failure. */
  static @Nullable Authority parse(String text, String scheme, Diagnosis diagnosis) {
    int at = text.lastIndexOf('@');
    if (at >= 0) {
      diagnosis.validationError();
    }
    int start = at + 1;
    int colon = portColon(text, start);
    int hostEnd = colon == NO_COLON ? text.length() : colon;
    boolean special = WebUrl.isSpecial(scheme);
    if (hostEnd == start && (special || at >= 0 || colon != NO_COLON)) {
      diagnosis.fail(ParsedUrl.Failure.NO_HOST);
      return null;
    }
    String host = HostParser.parse(text.substring(start, hostEnd), !special, diagnosis);
    int port = colon == NO_COLON ? WebUrl.NO_PORT : port(text, colon + 1);
    if (port > MAX_PORT) {
      diagnosis.fail(ParsedUrl.Failure.INVALID_PORT);
    }
    if (host == null || port > MAX_PORT) {
      return null;
    }
    int named = port == WebUrl.defaultPort(scheme) ? WebUrl.NO_PORT : port;
    return new Authority(username(text, at), password(text, at), host, named);
  }

  /** Whether there is a user name or a password. */
  public boolean includesCredentials() {
    return !username.isEmpty() || !password.isEmpty();
  }

  /** The authority as the standard serialises it, without the slashes before it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (includesCredentials()) {
      text.append(username);
      if (!password.isEmpty()) {
        text.append(':').append(password);
      }
      text.append('@');
    }
    text.append(host);
    if (port != WebUrl.NO_PORT) {
      text.append(':').append(port);
    }
    return text.toString();
  }

  private static String username(String text, int at) {
    int colon = text.indexOf(':');
    int end = colon < 0 || colon > at ? Math.max(0, at) : colon;
    return PercentEncoding.encode(text, 0, end, PercentEncoding.USERINFO);
  }

  private static String password(String text, int at) {
    int colon = text.indexOf(':');
    return colon < 0 || colon > at
        ? ""
        : PercentEncoding.encode(text, colon + 1, at, PercentEncoding.USERINFO);
  }

  /** Where the colon before a port is, which is not inside brackets. */
  private static int portColon(String text, int start) {
    boolean insideBrackets = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && !insideBrackets) {
        return i;
      }
      insideBrackets = c == '[' || (insideBrackets && c != ']');
    }
    return NO_COLON;
  }

  /** The port, {@link WebUrl#NO_PORT} if it is empty, or more than the greatest if it is none. */
  private static int port(String text, int start) {
    int port = start == text.length() ? WebUrl.NO_PORT : 0;
    for (int i = start; i < text.length() && port <= MAX_PORT; i++) {
      char c = text.charAt(i);
      port = AsciiSet.DIGITS.contains(c) ? port * 10 + (c - '0') : MAX_PORT + 1;
    }
    return port;
  }
}
