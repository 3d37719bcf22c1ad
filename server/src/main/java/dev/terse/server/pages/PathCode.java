package dev.terse.server.pages;

import dev.terse.core.link.Code;
import dev.terse.core.link.Parsed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the code at the end of a page's path. */
final class PathCode {

  private PathCode() {}

  /** The code that follows {@code root} in {@code path}, or null if none does. */
  static @Nullable Code after(String root, String path) {
    try {
      String encoded = path.substring(root.length()).replace("+", "%2B");
      return switch (Code.parse(URLDecoder.decode(encoded, StandardCharsets.UTF_8))) {
        case Parsed.Valid<Code> valid -> valid.value();
        case Parsed.Invalid<Code> invalid -> null;
      };
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
