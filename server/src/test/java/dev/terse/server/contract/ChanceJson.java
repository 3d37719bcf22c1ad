package dev.terse.server.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values that a schema of the contract allows, and others that are nearly so. */
final class ChanceJson {
  private static final List<String> TEXTS = List.of(
      "https://example.com/",
      "https://example.com/\u00fc?a=b#c",
      "go",
      "a/b",
      "..",
      "",
      " ",
      "null",
      "%00",
      "\r\nX: y",
      "\u0000",
      "\ud83d\ude00",
      "\ud800",
      "javascript:alert(1)",
      "' OR 1=1 --",
      "<script>",
      "../../etc/passwd",
      "links:read",
      "0193-4f");

  private static final List<Object> ODD = List.of(
      -1,
      0,
      1,
      301,
      999,
      Long.MAX_VALUE,
      1.5,
      true,
      false,
      "",
      "x",
      new JsonArray(),
      new JsonObject(),
      new JsonArray().add(1),
      new JsonObject().put("a", 1));

  private final Random random;
  private final Map<String, String> known;
  private final JsonObject document;

  /** Values by chance, and now and then those that are {@code known} by the name they are for. */
  ChanceJson(Random random, Map<String, String> known) {
    this.random = random;
    this.known = known;
    this.document = Contract.document();
  }

  /** One of {@code list}. */
  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A text, mostly short. */
  String text() {
    String text = pick(TEXTS);
    return random.nextInt(20) == 0 ? text.repeat(1 + random.nextInt(3_000)) : text;
  }

  /** A value for what is called {@code name}. */
  @Nullable
  Object value(String name, JsonObject schema) {
    String like = known.get(name);
    return like != null && random.nextInt(4) != 0 ? like : value(schema);
  }

  /** A value for {@code schema}, which once in a while is none. */
  @Nullable
  Object value(JsonObject schema) {
    if (random.nextInt(16) == 0) {
      return random.nextInt(4) == 0 ? null : pick(ODD);
    }
    JsonObject own = resolve(schema);
    if (own.containsKey("enum")) {
      JsonArray values = own.getJsonArray("enum");
      return values.getValue(random.nextInt(values.size()));
    }
    Object type = own.getValue("type");
    String name = type instanceof JsonArray several
        ? several.getString(random.nextInt(several.size()))
        : String.valueOf(type);
    return switch (name) {
      case "object" -> object(own);
      case "array" -> array(own);
      case "integer" -> random.nextInt(own.getInteger("maximum", 1_000) + 1);
      case "boolean" -> random.nextBoolean();
      case "null" -> null;
      default -> text();
    };
  }

  private JsonObject object(JsonObject schema) {
    JsonObject object = new JsonObject();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    for (String name : properties.fieldNames()) {
      if (random.nextInt(12) != 0 && (required.contains(name) || random.nextInt(3) == 0)) {
        object.put(name, value(name, properties.getJsonObject(name)));
      }
    }
    if (random.nextInt(15) == 0) {
      object.put(text(), pick(ODD));
    }
    return object;
  }

  private JsonArray array(JsonObject schema) {
    JsonArray array = new JsonArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(schema.getJsonObject("items", new JsonObject())));
    }
    return array;
  }

  private JsonObject resolve(JsonObject schema) {
    String reference = schema.getString("$ref");
    if (reference == null) {
      return schema;
    }
    JsonObject at = document;
    for (String step : reference.substring("#/".length()).split("/", -1)) {
      at = at.getJsonObject(step);
    }
    return resolve(at);
  }

  /** The parameters of an operation and of its path, resolved. */
  List<JsonObject> parameters(JsonObject path, JsonObject operation) {
    JsonArray all = path.getJsonArray("parameters", new JsonArray()).copy();
    operation.getJsonArray("parameters", new JsonArray()).forEach(all::add);
    return all.stream().map(JsonObject.class::cast).map(this::resolve).toList();
  }
}
