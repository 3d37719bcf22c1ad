package dev.terse.server.origin;

import dev.terse.core.link.Code;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * What short URLs begin with, such as {@code https://sho.rt/}; ends in a slash.
 *
 * @param text absolute http or https URL without query and fragment
 */
public record PublicUrl(String text) {

  /** Throws IllegalArgumentException if {@code text} cannot begin a short URL. */
  public PublicUrl {
    if (!text.endsWith("/")) {
      text += "/";
    }
    check(text);
  }

  /** The short URL of {@code code}. */
  public String of(Code code) {
    return text + encode(code.value());
  }

  /** Scheme and authority without a slash: what browsers call the origin. */
  public String origin() {
    return text.substring(0, text.indexOf('/', text.indexOf("://") + 3));
  }

  /** {@code code} percent-encoded for a path; slashes stay. */
  public static String encode(String code) {
    StringBuilder path = null;
    byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0 && path == null) {
        path = new StringBuilder(code.substring(0, i));
      }
      if (path != null) {
        append(path, bytes[i]);
      }
    }
    return path == null ? code : path.toString();
  }

  private static void append(StringBuilder path, byte b) {
    if (b < 0) {
      path.append('%')
          .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xF, 16)))
          .append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
    } else {
      path.append((char) b);
    }
  }

  private static void check(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web
          && uri.getRawAuthority() != null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no URL", e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' cannot begin a short URL: write one such as https://sho.rt/");
  }

  @Override
  public String toString() {
    return text;
  }
}
