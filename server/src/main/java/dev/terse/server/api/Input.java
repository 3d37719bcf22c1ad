package dev.terse.server.api;

import dev.terse.server.contract.Contract.Operation;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
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

  /** It is what the contract says. */
  record Read(JsonObject query, JsonObject body) implements Input {}

  /** It is not. */
  record Faulty(Problem problem) implements Input {}

  /** Reads what {@code context} brought for {@code operation}. */
  static Input read(RoutingContext context, Operation operation) {
    MultiMap parameters = context.queryParams();
    JsonObject query = new JsonObject();
    for (String name : parameters.names()) {
      List<String> values = parameters.getAll(name);
      if (values.size() > 1) {
        return new Faulty(
            Problem.of(ProblemType.INVALID_FIELD, "The parameter '" + name + "' is sent twice.")
                .withField(name));
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
    Object json;
    try {
      json = Json.decodeValue(bytes == null ? Buffer.buffer() : bytes);
    } catch (DecodeException e) {
      return new Faulty(malformed(e));
    }
    if (json == null) {
      return new Faulty(
          Problem.of(ProblemType.INVALID_FIELD, "The body must be an object, and is null."));
    }
    Problem problem = operation.checkBody(json);
    return problem == null ? new Read(query, (JsonObject) json) : new Faulty(problem);
  }

  private static Problem malformed(DecodeException e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    return Problem.of(
        ProblemType.MALFORMED_JSON,
        place.find()
            ? "The body is no JSON from line " + place.group(1) + ", column " + place.group(2)
                + " on."
            : "The body is no JSON: it is empty or cut off.");
  }

  private static String mediaType(@Nullable String header) {
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
