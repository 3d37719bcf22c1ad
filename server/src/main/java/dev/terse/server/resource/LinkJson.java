package dev.terse.server.resource;

import dev.terse.core.link.Link;
import dev.terse.core.link.RedirectStatus;
import dev.terse.server.origin.PublicUrl;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Links as the API shows them. */
final class LinkJson {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private LinkJson() {}

  /** {@code link}, which was followed {@code visits} times. */
  static JsonObject of(Link link, long visits, PublicUrl url) {
    RedirectStatus status = link.details().status();
    return new JsonObject()
        .put("id", link.id().toString())
        .put("code", link.code().value())
        .put("shortUrl", url.of(link.code()))
        .put("target", link.target().value())
        .put("title", link.details().title())
        .put("note", link.details().note())
        .put("status", status == null ? null : status.number())
        .put("created", instant(link.history().created()))
        .put("changed", instant(link.history().changed()))
        .put("creator", link.history().creator())
        .put("version", link.history().version())
        .put("visits", visits);
  }

  /** {@code instant} in UTC to the millisecond. */
  static String instant(Instant instant) {
    return MILLIS.format(instant);
  }
}
