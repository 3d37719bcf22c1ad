package dev.terse.server.api;

import com.fasterxml.jackson.core.JsonParser;
import dev.terse.server.contract.Contract.Operation;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request sent, held against its operation's contract. */
sealed interface Input {

  /** Digits of an integer that certainly fits a long. */
  Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  /** Where Jackson stopped reading. */
  Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

  /** What Jackson says of a field that is sent twice. */
  Pattern TWICE = Pattern.compile("Duplicate field '(.*?)'");

  /** It is what the contract says. */
  record Read(JsonObject query, JsonObject body) implements Input {}

  /** It is not. */
  record Faulty(Problem problem) implements Input {}

  /** Reads what {@code context} brought for {@code operation}. */
  static Input read(RoutingContext context, Operation operation) {
    MultiMap parameters;
    try {
      parameters = context.queryParams();
    } catch (HttpException e) {
      return new Faulty(
          Problem.of(ProblemType.BAD_REQUEST, "The query is not percent-encoded as URLs are.")
              .withRemedy("Write a percent as %25."));
    }
    JsonObject query = new JsonObject();
    for (String name : parameters.names()) {
      List<String> values = parameters.getAll(name);
      if (values.size() > 1) {
        return new Faulty(
            Problem.of(ProblemType.INVALID_FIELD, "The parameter '" + name + "' is sent twice.")
                .withField(name)
                .withRemedy("Send it once."));
      }
      String value = values.getFirst();
      boolean number =
          operation.integers().contains(name) && INTEGER.matcher(value).matches();
      query.put(name, number ? Long.valueOf(value) : value);
    }
    Problem problem = operation.checkQuery(query);
    if (problem != null) {
      return new Faulty(problem);
    }
    return operation.body() == null
        ? new Read(query, new JsonObject())
        : readBody(context, operation, query);
  }

  private static Input readBody(RoutingContext context, Operation operation, JsonObject query) {
    String type = mediaType(context.request().getHeader(HttpHeaders.CONTENT_TYPE));
    if (!operation.mediaTypes().contains(type)) {
      return new Faulty(
          Problem.of(ProblemType.MEDIA_TYPE_UNSUPPORTED, "The body's Content-Type is no JSON.")
              .withField("Content-Type")
              .withRemedy("Send " + String.join(" or ", operation.mediaTypes()) + "."));
    }
    Buffer bytes = context.body().buffer();
    if (bytes == null || bytes.length() == 0) {
      return new Faulty(malformed("The body is empty."));
    }
    Object json;
    try {
      json = decode(bytes);
    } catch (DecodeException e) {
      return new Faulty(undecoded(String.valueOf(e.getMessage())));
    }
    if (json == null) {
      return new Faulty(
          Problem.of(ProblemType.INVALID_FIELD, "The body must be an object, and is null.")
              .withRemedy("Send one object as " + Api.ROOT + "/openapi.yaml describes it."));
    }
    Problem problem = operation.checkBody(json);
    return problem == null ? new Read(query, (JsonObject) json) : new Faulty(problem);
  }

  /** A field sent twice is refused: readers of JSON do not agree on which one counts. */
  private static @Nullable Object decode(Buffer bytes) {
    JsonParser parser = JacksonCodec.createParser(bytes);
    parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    return JacksonCodec.fromParser(parser, Object.class);
  }

  private static Problem undecoded(String message) {
    Matcher twice = TWICE.matcher(message);
    if (twice.find()) {
      String name = twice.group(1);
      return Problem.of(ProblemType.INVALID_FIELD, "The field '" + name + "' is sent twice.")
          .withField(name)
          .withRemedy("Send it once.");
    }
    Matcher place = PLACE.matcher(message);
    return malformed(
        place.find()
            ? "The body is no JSON from line " + place.group(1) + ", column " + place.group(2)
                + " on."
            : "The body is no JSON: it is cut off, nested too deeply, or has too long a number.");
  }

  private static Problem malformed(String detail) {
    return Problem.of(ProblemType.MALFORMED_JSON, detail)
        .withRemedy("Send one object as " + Api.ROOT + "/openapi.yaml describes it.");
  }

  private static String mediaType(@Nullable String header) {
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
