package dev.terse.server.resource;

import dev.terse.server.api.Answer;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code If-Match} (RFC 9110, section 13.1.1) of a link, whose ETags are its versions. */
sealed interface IfMatch {

  /** A strong entity tag as links have them. */
  Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

  /** Any entity tag. */
  Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");

  /** Only this version may be changed, or any. */
  record Version(OptionalLong version) implements IfMatch {}

  /** The tag is none that a link ever had. */
  record Never() implements IfMatch {}

  /** The header is none. */
  record Faulty() implements IfMatch {}

  /** What {@code headers} say. */
  static IfMatch read(MultiMap headers) {
    List<String> values = headers.getAll(HttpHeaders.IF_MATCH);
    if (values.isEmpty() || values.equals(List.of("*"))) {
      return new Version(OptionalLong.empty());
    }
    String tag = String.join(",", values).strip();
    Matcher version = VERSION.matcher(tag);
    if (version.matches()) {
      return new Version(OptionalLong.of(Long.parseLong(version.group(1))));
    }
    return TAG.matcher(tag).matches() ? new Never() : new Faulty();
  }

  /** The answer to a header that is none. */
  static Answer failed() {
    return new Answer.Failed(
        Problem.of(ProblemType.INVALID_FIELD, "The header 'If-Match' is no single entity tag.")
            .withField("If-Match")
            .withRemedy("Send the link's ETag as it came, quotes included."));
  }
}
