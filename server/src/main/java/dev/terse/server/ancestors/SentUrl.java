package dev.terse.server.ancestors;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code url} that a request to the Flask demo sent: in a form, the query, or JSON. */
sealed interface SentUrl {

  /** This one. */
  record Sent(String url) implements SentUrl {}

  /** None, or an empty one. */
  record None() implements SentUrl {}

  /** Nobody can tell: the body should be JSON and is not. */
  record Malformed(String message) implements SentUrl {}

  /** The URL that {@code context}'s request sent. */
  static SentUrl read(RoutingContext context) {
    String url = Fields.first(context.request().formAttributes(), "url");
    if (url == null) {
      url = Fields.first(context.queryParams(), "url");
    }
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (url == null && type != null && type.toLowerCase(Locale.ROOT).contains("json")) {
      try {
        url = json(context.body().buffer());
      } catch (DecodeException malformed) {
        return new Malformed("Failed to decode JSON object: the body is no JSON.");
      }
    }
    return url == null || url.isEmpty() ? new None() : new Sent(url);
  }

  private static @Nullable String json(@Nullable Buffer body) {
    Object json = Json.decodeValue(body == null ? Buffer.buffer() : body);
    Object url = json instanceof JsonObject object ? object.getValue("url") : null;
    return url == null ? null : url.toString();
  }
}
