package dev.terse.core.url;

import org.jspecify.annotations.Nullable;

/**
 * A URL record (section 4.1 of the URL Standard). All text is ASCII and percent-encoded as the
 * standard wants it. Immutable.
 *
 * @param scheme lower case, without the colon
 * @param authority credentials, host and port, or {@link Authority#NONE}
 * @param path serialised: begins with a slash, is opaque, or is empty
 * @param query without the question mark, or null
 * @param fragment without the number sign, or null
 * @param valid whether the input had no validation error, so that every parser reads it alike
 */
public record WebUrl(
    String scheme,
    Authority authority,
    String path,
    @Nullable String query,
    @Nullable String fragment,
    boolean valid) {

  /** The port of a URL that names none, or its scheme's default. */
  public static final int NO_PORT = -1;

  /** Whether the scheme is special: one of those that the standard gives rules of their own. */
  public boolean isSpecial() {
    return isSpecial(scheme);
  }

  /** The port in use: the one named, else the scheme's default, else {@link #NO_PORT}. */
  public int effectivePort() {
    return authority.port() == NO_PORT ? defaultPort(scheme) : authority.port();
  }

  /** The URL as the standard serialises it (section 4.5). */
  public String href() {
    StringBuilder href = new StringBuilder(scheme).append(':');
    if (authority.host() != null) {
      href.append("//").append(authority);
    } else if (path.startsWith("//")) {
      // Without the dot the path would be read as a host.
      href.append("/.");
    }
    href.append(path);
    if (query != null) {
      href.append('?').append(query);
    }
    if (fragment != null) {
      href.append('#').append(fragment);
    }
    return href.toString();
  }

  static boolean isSpecial(String scheme) {
    return scheme.equals("file") || defaultPort(scheme) != NO_PORT;
  }

  static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "ftp" -> 21;
      default -> NO_PORT;
    };
  }
}
