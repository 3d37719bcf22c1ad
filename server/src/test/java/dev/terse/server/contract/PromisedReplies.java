package dev.terse.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.support.Reply;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.Locale;

/** Holds answers of the API against {@code openapi.yaml}. */
public final class PromisedReplies {
  private static final String ROOT = "/-/api/v1";
  private static final Contract CONTRACT = Contract.read();
  private static final JsonObject PATHS = Contract.document().getJsonObject("paths");

  private PromisedReplies() {}

  /** Throws unless {@code reply} is one that the contract promises for that request. */
  public static void check(String method, String target, Reply reply) {
    if (!target.startsWith(ROOT) || method.equals("HEAD") || method.equals("OPTIONS")) {
      return;
    }
    if ("application/problem+json".equals(reply.header("Content-Type"))) {
      matches("/components/schemas/Problem", reply.json());
      return;
    }
    String path = PATHS.fieldNames().stream()
        .filter(pattern -> covers(pattern, target))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no path promises " + reply));
    String lower = method.toLowerCase(Locale.ROOT);
    String status = String.valueOf(reply.status());
    JsonObject response = PATHS
        .getJsonObject(path)
        .getJsonObject(lower)
        .getJsonObject("responses")
        .getJsonObject(status);
    assertThat(response).as("%s %s answers %s", method, path, reply).isNotNull();
    String type = reply.header("Content-Type");
    if (type == null) {
      assertThat(reply.body()).isEmpty();
      assertThat(response.containsKey("content")).isFalse();
    } else {
      assertThat(response.getJsonObject("content").fieldNames()).contains(type);
      String pointer = "/paths/" + Contract.escape(path) + "/" + lower + "/responses/" + status
          + "/content/" + Contract.escape(type) + "/schema";
      matches(pointer, type.endsWith("json") ? reply.json() : reply.body());
    }
  }

  private static boolean covers(String pattern, String target) {
    String path = target.substring(ROOT.length()).replaceFirst("\\?.*", "");
    return path.matches(pattern.replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/]+"));
  }

  private static void matches(String pointer, Object json) {
    OutputUnit unit = CONTRACT.validator(pointer).validate(json);
    assertThat(unit.getValid()).as("%s as %s: %s", json, pointer, unit.toJson()).isTrue();
  }
}
