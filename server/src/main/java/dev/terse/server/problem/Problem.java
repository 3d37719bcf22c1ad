package dev.terse.server.problem;

import dev.terse.core.store.StoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An error as the API tells it (RFC 9457).
 *
 * @param type what kind
 * @param detail what happened this time, a sentence
 * @param field the field or parameter at fault, or null
 * @param remedy what to do about it, or null
 * @param reference under which the server logged its own fault, or null
 */
public record Problem(
    ProblemType type,
    String detail,
    @Nullable String field,
    @Nullable String remedy,
    @Nullable String reference) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem that is nobody's field. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, null, null, null);
  }

  /** What a failing store looks like from outside; says nothing of the inside. */
  public static Problem of(StoreException failure) {
    return switch (failure.reason()) {
      case FULL ->
        of(ProblemType.STORE_FULL, "There is no room for more; links that exist still redirect.")
            .withRemedy("Make room on the store's disk.");
      case BUSY ->
        of(ProblemType.BUSY, "The same is under way already, and there is one at a time.")
            .withRemedy("Try again when it has ended.");
      case UNAVAILABLE, WRITES_STOPPED, CORRUPT, LOCKED, ABSENT, INCOMPATIBLE, CLOSED ->
        of(ProblemType.STORE_UNAVAILABLE, "The store did not answer; nothing was promised.")
            .withRemedy("Try again shortly.");
    };
  }

  /** The same problem of one field. */
  public Problem withField(String name) {
    return new Problem(type, detail, name, remedy, reference);
  }

  /** The same problem with a way out. */
  public Problem withRemedy(String sentence) {
    return new Problem(type, detail, field, sentence, reference);
  }

  /** The same problem, logged under {@code id}. */
  public Problem withReference(String id) {
    return new Problem(type, detail, field, remedy, id);
  }

  /** The problem document. */
  public Buffer toJson() {
    JsonObject json = new JsonObject()
        .put("type", type.urn())
        .put("title", type.title())
        .put("status", type.status())
        .put("detail", detail);
    putUnlessNull(json, "field", field);
    putUnlessNull(json, "remedy", remedy);
    putUnlessNull(json, "reference", reference);
    return json.toBuffer();
  }

  private static void putUnlessNull(JsonObject json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
