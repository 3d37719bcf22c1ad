package dev.terse.server.api;

import dev.terse.core.access.ApiKey;
import dev.terse.server.origin.PublicUrl;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in and is what the contract says.
 *
 * @param path parameters of the path, decoded
 * @param query parameters of the query, as the contract types them
 * @param body what was sent, or an empty object
 * @param headers of the request
 * @param key the API key that was shown, or null
 * @param url what short URLs begin with
 */
public record Call(
    Map<String, String> path,
    JsonObject query,
    JsonObject body,
    MultiMap headers,
    @Nullable ApiKey key,
    PublicUrl url) {

  /** The API key's name, or null. */
  public @Nullable String creator() {
    return key == null ? null : key.name();
  }
}
