package dev.terse.server.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code Accept} (RFC 9110, section 12.5.1) as far as errors need it. */
public final class Accepts {

  private Accepts() {}

  /**
   * Whether a page is wanted rather than a document: the header names {@code text/html} and prefers
   * no JSON to it. Browsers do; programs that accept anything do not.
   */
  public static boolean html(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    double html = 0;
    double json = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      String type = parts[0].strip();
      if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
        html = Math.max(html, quality(parts));
      } else if (type.equals("application/json") || type.equals(Problem.MEDIA_TYPE)) {
        json = Math.max(json, quality(parts));
      }
    }
    return html > 0 && html >= json;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
