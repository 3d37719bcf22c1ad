package dev.terse.server.support;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it came over the wire.
 *
 * @param status the number
 * @param headers by lower-case name
 * @param body after any chunking
 */
public record Reply(int status, Map<String, List<String>> headers, String body) {

  /** The one value of {@code name}, or null. */
  public @Nullable String header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
    if (values.size() > 1) {
      throw new AssertionError(name + " came " + values.size() + " times");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  /** The body as JSON. */
  public JsonObject json() {
    return new JsonObject(body);
  }

  /** The last part of a problem's type, such as {@code code-taken}. */
  public String problem() {
    if (!"application/problem+json".equals(header("Content-Type"))) {
      throw new AssertionError("no problem document: " + this);
    }
    JsonObject json = json();
    if (json.getInteger("status") != status) {
      throw new AssertionError("the problem's status is another: " + this);
    }
    return json.getString("type").replaceFirst("^urn:terse:problem:", "");
  }
}
