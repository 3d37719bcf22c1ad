package dev.terse.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.Scope;
import dev.terse.server.StartException;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks each operation of the contract for what the contract allows, or nearly: {@link TestServer}
 * holds each answer against what the contract promises.
 */
@Timeout(300)
@Tag("slow")
class ContractFuzzTest {
  private static final long SEED = 40;
  private static final int REQUESTS = 400;
  private static final String ROOT = "/-/api/v1";
  private static final List<String> MEDIA_TYPES = List.of(
      "application/json",
      "application/json",
      "application/json",
      "application/merge-patch+json",
      "application/json; charset=utf-8",
      "text/plain",
      "",
      "a");

  @TempDir
  static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() throws StartException {
    server = TestServer.start(directory, Setup.plain());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An operation as the contract writes it. */
  record Asked(String method, String path, JsonObject item, JsonObject operation) {
    @Override
    public String toString() {
      return operation.getString("operationId");
    }
  }

  static List<Asked> operations() {
    List<Asked> all = new ArrayList<>();
    JsonObject paths = Contract.document().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : Set.of("get", "post", "patch", "delete")) {
        if (item.containsKey(method)) {
          all.add(
              new Asked(method.toUpperCase(Locale.ROOT), path, item, item.getJsonObject(method)));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_whateverIsAsked_answersAsPromised(Asked asked) {
    System.out.println("ContractFuzzTest " + asked + " seed " + SEED);
    Random random = new Random(SEED);
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      // Of its own each time: what one request deletes, no other has.
      String code = asked + "-" + i;
      server.json(
          "POST " + ROOT + "/links",
          "{\"target\":\"https://a.example/\",\"code\":\"" + code + "\"}");
      String id = server.keys().create("fuzz", Set.of(Scope.READ)).key().id();
      ChanceJson chance = new ChanceJson(
          random, Map.of("target", "https://b.example/", "code", code, "id", id, "name", "fuzz"));
      String head = head(asked, chance);
      String body = body(asked, chance);
      Reply reply = server.raw(head, body);

      assertThat(reply.status()).as("%.500s%n%.500s%n%s", head, body, reply).isLessThan(500);
      assertThat(reply.body()).doesNotContain("Exception", "dev.terse.", "\tat ");
      statuses.merge(reply.status() / 100, 1, Integer::sum);
      server.store().apiKeys().delete(id);
    }
    System.out.println("ContractFuzzTest " + asked + " " + statuses);
    assertThat(statuses).as("answers that are %s", asked).containsKey(2);
  }

  @Test
  void operations_ofTheContract_areAllAsked() {
    Set<String> names = new TreeSet<>();
    operations().forEach(asked -> names.add(asked.toString()));
    assertThat(names).isEqualTo(new TreeSet<>(Contract.read().operations().keySet()));
  }

  private static String head(Asked asked, ChanceJson chance) {
    String path = asked.path();
    List<String> query = new ArrayList<>();
    StringBuilder fields = new StringBuilder();
    for (JsonObject parameter : chance.parameters(asked.item(), asked.operation())) {
      String name = parameter.getString("name");
      String value = String.valueOf(chance.value(name, parameter.getJsonObject("schema")));
      switch (parameter.getString("in")) {
        case "path" -> path = path.replace("{" + name + "}", encode(value.isEmpty() ? "x" : value));
        case "query" -> {
          if (chance.pick(List.of(true, false))) {
            query.add(encode(name) + "=" + encode(value));
          }
        }
        default -> {
          if (chance.pick(List.of(true, false, false))) {
            fields
                .append(name)
                .append(": ")
                .append(value.replaceAll("[^ -~]", ""))
                .append("\r\n");
          }
        }
      }
    }
    if (chance.pick(List.of(false, false, false, false, false, false, true))) {
      query.add(encode(chance.text()) + "=" + encode(chance.text()));
    }
    String target = ROOT + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    return asked.method() + " " + target.substring(0, Math.min(target.length(), 15_000))
        + " HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nContent-Type: "
        + chance.pick(MEDIA_TYPES) + "\r\n" + fields;
  }

  private static String body(Asked asked, ChanceJson chance) {
    JsonObject request = asked.operation().getJsonObject("requestBody");
    if (request == null) {
      return "";
    }
    JsonObject content = request.getJsonObject("content");
    JsonObject schema =
        content.getJsonObject(content.fieldNames().iterator().next()).getJsonObject("schema");
    @Nullable Object value = chance.value(schema);
    String json = value instanceof JsonObject object ? object.encode() : String.valueOf(value);
    return switch (chance.pick(List.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 2))) {
      case 1 -> json.substring(0, json.length() / 2);
      case 2 -> json.replaceFirst("\"", "'");
      default -> json;
    };
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
