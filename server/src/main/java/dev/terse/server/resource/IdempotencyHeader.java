package dev.terse.server.resource;

import dev.terse.core.access.ApiKey;
import dev.terse.core.shorten.IdempotencyKey;
import dev.terse.server.api.Call;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code Idempotency-Key}: a string in quotes, as the IETF's draft has it, or the same
 * characters bare, as most clients send it.
 */
sealed interface IdempotencyHeader {

  /** The header's name. */
  String NAME = "Idempotency-Key";

  /** A string of RFC 9651, section 3.3.3. */
  Pattern QUOTED = Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])*)\"");

  /** Visible characters that neither begin a string nor look like a list. */
  Pattern BARE = Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x7E]+");

  /** It was not sent. */
  record Absent() implements IdempotencyHeader {}

  /** It was. */
  record Sent(IdempotencyKey key) implements IdempotencyHeader {}

  /** The header is none. */
  record Faulty() implements IdempotencyHeader {}

  /** What the headers of {@code call} say; an equal key of another caller is another key. */
  static IdempotencyHeader read(Call call) {
    List<String> values = call.headers().getAll(NAME);
    if (values.isEmpty()) {
      return new Absent();
    }
    String value = values.size() > 1 ? "" : content(values.getFirst().strip());
    if (value.isEmpty() || value.length() > IdempotencyKey.MAX_LENGTH) {
      return new Faulty();
    }
    ApiKey caller = call.key();
    return new Sent(new IdempotencyKey(caller == null ? "" : caller.id(), value));
  }

  /** The key in {@code header}, or nothing. */
  private static String content(String header) {
    if (QUOTED.matcher(header).matches()) {
      return header.substring(1, header.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    return BARE.matcher(header).matches() ? header : "";
  }

  /** The answer to a header that is none. */
  static Problem faulty() {
    return Problem.of(
            ProblemType.INVALID_FIELD,
            "The header '" + NAME + "' is no single key of 1 to " + IdempotencyKey.MAX_LENGTH
                + " ASCII characters.")
        .withField(NAME)
        .withRemedy("Send one that nobody else draws, such as a UUID in quotes.");
  }

  /** The answer to a key that came with another request before. */
  static Problem reused() {
    return Problem.of(
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            "The header '" + NAME + "' has a key that was sent with another request before.")
        .withField(NAME)
        .withRemedy("Draw a new key for each request, and repeat it only with the same body.");
  }

  /** The answer to a repeat whose link has been deleted. */
  static Problem deleted() {
    return Problem.of(
            ProblemType.LINK_DELETED, "The link that was made for this key has been deleted since.")
        .withField(NAME)
        .withRemedy("Send another key to have another link made.");
  }
}
