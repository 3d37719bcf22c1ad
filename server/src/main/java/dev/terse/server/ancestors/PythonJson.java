package dev.terse.server.ancestors;

import io.vertx.core.json.Json;

/** JSON as Python writes it: a space after each comma and colon, ASCII only. */
final class PythonJson {

  private PythonJson() {}

  /** {@code text} as a JSON string. */
  static String string(String text) {
    StringBuilder ascii = new StringBuilder();
    for (char c : Json.encode(text).toCharArray()) {
      if (c < 0x80) {
        ascii.append(c);
      } else {
        ascii.append("\\u%04x".formatted((int) c));
      }
    }
    return ascii.toString();
  }
}
