package dev.terse.server.resource;

import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.RedirectStatus;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reads what a body says about a link: title, note and status. */
sealed interface Details {

  /** The details as they shall be. */
  record Read(LinkDetails details) implements Details {}

  /** They cannot be so. */
  record Faulty(Problem problem) implements Details {}

  /** {@code present}, changed as {@code body} says. */
  static Details read(JsonObject body, LinkDetails present) {
    Problem problem = fault("title", body.getString("title"), LinkDetails.MAX_TITLE);
    if (problem == null) {
      problem = fault("note", body.getString("note"), LinkDetails.MAX_NOTE);
    }
    return problem == null ? new Read(patch(present, body)) : new Faulty(problem);
  }

  /** {@code present}, changed as {@code body} says; the body was found without fault before. */
  static LinkDetails patch(LinkDetails present, JsonObject body) {
    Integer status = body.getInteger("status");
    return new LinkDetails(
        body.containsKey("title") ? body.getString("title") : present.title(),
        body.containsKey("note") ? body.getString("note") : present.note(),
        !body.containsKey("status")
            ? present.status()
            : status == null ? null : RedirectStatus.of(status));
  }

  /** The contract counts characters; what is stored is bounded in UTF-16 units. */
  private static @Nullable Problem fault(String field, @Nullable String text, int longest) {
    if (text == null) {
      return null;
    }
    if (text.length() > longest) {
      return problem(field, "is too long (" + text.length() + " > " + longest + ")", "Shorten it.");
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        return problem(field, "has half a surrogate pair, which is no character", "Leave it out.");
      }
    }
    return null;
  }

  private static Problem problem(String field, String phrase, String remedy) {
    return Problem.of(ProblemType.INVALID_FIELD, "The field '" + field + "' " + phrase + ".")
        .withField(field)
        .withRemedy(remedy);
  }
}
