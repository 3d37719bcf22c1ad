package dev.terse.server.api;

import dev.terse.core.store.Store;
import dev.terse.server.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What an endpoint answers. */
public sealed interface Answer {

  /** A JSON document. */
  record Json(int status, JsonObject body, Map<String, String> headers) implements Answer {

    /** The same answer with one more header. */
    public Json with(String name, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(name, value);
      return new Json(status, body, more);
    }
  }

  /** 200 with a tar archive, which is written out as fast as it is taken. */
  record Archive(Store.Backup backup) implements Answer {}

  /** 204: done, and nothing to say. */
  record Done() implements Answer {}

  /** It did not work out. */
  record Failed(Problem problem) implements Answer {}

  /** {@code body} with {@code status}. */
  static Json json(int status, JsonObject body) {
    return new Json(status, body, Map.of());
  }
}
