package dev.terse.server.resource;

import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.RedirectStatus;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.json.JsonObject;

/** Reads what a body says about a link: title, note and status. */
sealed interface Details {

  /** What a title may be. */
  String TITLES = "Send one line of at most " + LinkDetails.MAX_TITLE + " characters.";

  /** What a note may be. */
  String NOTES = "Send at most " + LinkDetails.MAX_NOTE
      + " characters; line feeds and tabs may be among them.";

  /** The details as they shall be. */
  record Read(LinkDetails details) implements Details {}

  /** They cannot be so. */
  record Faulty(Problem problem) implements Details {}

  /** {@code present}, changed as {@code body} says. */
  static Details read(JsonObject body, LinkDetails present) {
    String title = LinkDetails.titleFault(body.getString("title"));
    if (title != null) {
      return faulty("title", title, TITLES);
    }
    String note = LinkDetails.noteFault(body.getString("note"));
    return note == null ? new Read(patch(present, body)) : faulty("note", note, NOTES);
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

  private static Details faulty(String field, String phrase, String remedy) {
    return new Faulty(
        Problem.of(ProblemType.INVALID_FIELD, "The field '" + field + "' " + phrase + ".")
            .withField(field)
            .withRemedy(remedy));
  }
}
