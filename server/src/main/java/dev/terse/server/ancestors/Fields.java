package dev.terse.server.ancestors;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields as the ancestors do: with regard to case, unlike Vert.x, and the first of many. */
final class Fields {

  private Fields() {}

  /** The value of {@code name}, or null. */
  static @Nullable String first(MultiMap fields, String name) {
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().equals(name)) {
        return field.getValue();
      }
    }
    return null;
  }

  /** Whether {@code context} failed because its form is not encoded as forms are. */
  static boolean areMalformed(RoutingContext context) {
    return context.statusCode() == 400 && !context.response().closed();
  }
}
