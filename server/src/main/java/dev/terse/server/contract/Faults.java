package dev.terse.server.contract;

import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.json.schema.OutputUnit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what a schema says of a faulty document into a sentence for people. */
final class Faults {

  /**
   * Keywords that say what is wrong, most telling first: an unknown field explains a missing one.
   * {@code additionalProperties} also names each known field with a fault of its own, which the
   * schema's own keyword tells better.
   */
  private static final List<String> TELLING = List.of(
      "type",
      "enum",
      "minimum",
      "maximum",
      "minLength",
      "maxLength",
      "minItems",
      "maxItems",
      "additionalProperties",
      "required");

  private static final String REMEDY = "See /-/api/v1/openapi.yaml for what is expected.";

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private Faults() {}

  /** The fault of {@code unit} that tells most. */
  static Problem worst(OutputUnit unit, String what) {
    return unit.getErrors().stream()
        .filter(error -> TELLING.contains(keyword(error)))
        .min(Comparator.comparingInt(error -> TELLING.indexOf(keyword(error))))
        .map(error -> problem(error, what))
        .orElseGet(() -> Problem.of(
                ProblemType.INVALID_FIELD, "The request is not what openapi.yaml describes.")
            .withRemedy(REMEDY));
  }

  private static Problem problem(OutputUnit error, String what) {
    String field = field(error);
    if (field.isEmpty()) {
      return Problem.of(ProblemType.INVALID_FIELD, "The body must be an object.")
          .withRemedy(REMEDY);
    }
    String sentence = "The " + what + " '" + field + "' " + phrase(error) + ".";
    return Problem.of(ProblemType.INVALID_FIELD, sentence).withField(field).withRemedy(REMEDY);
  }

  private static String phrase(OutputUnit error) {
    String text = error.getError();
    return switch (keyword(error)) {
      case "additionalProperties" -> "is unknown";
      case "required" -> "is missing";
      case "type" -> "must be of type " + after("Expected ", text).replace(", ", " or ");
      case "enum" -> "must be one of " + after("any of ", text);
      case "minLength" -> "is too short";
      case "maxLength" -> "is too long" + text.substring(Math.max(0, text.indexOf(" (")));
      case "minItems" -> "has too few entries";
      case "maxItems" -> "has too many entries";
      default -> "is out of range: " + text;
    };
  }

  private static String field(OutputUnit error) {
    String place = error.getInstanceLocation().replaceFirst("^#/?", "");
    if (keyword(error).equals("required")) {
      Matcher quoted = QUOTED.matcher(error.getError());
      String name = quoted.find() ? quoted.group(1) : "";
      return place.isEmpty() ? name : place + "/" + name;
    }
    return decode(place.replace("+", "%2B")).replace("~1", "/").replace("~0", "~");
  }

  /** A place is percent-encoded but for its percents: a name with one may read as no encoding. */
  private static String decode(String place) {
    try {
      return URLDecoder.decode(place, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return place.replace("%2B", "+");
    }
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String after(String mark, String text) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(at + mark.length());
  }
}
