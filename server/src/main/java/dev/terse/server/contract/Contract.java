package dev.terse.server.contract;

import dev.terse.server.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API's contract, {@code openapi.yaml}. Immutable. */
public final class Contract {
  private static final String BASE = "app://terse/";
  private static final String DOCUMENT = BASE + "openapi";
  private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");

  private final SchemaRepository schemas;
  private final Map<String, Operation> operations = new TreeMap<>();

  private Contract(JsonObject document) {
    this.schemas = SchemaRepository.create(new JsonSchemaOptions()
        .setDraft(Draft.DRAFT202012)
        .setBaseUri(BASE)
        .setOutputFormat(OutputFormat.Basic));
    schemas.dereference(DOCUMENT, JsonSchema.of(document.copy()));
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      readPath(path, paths.getJsonObject(path));
    }
  }

  /** The contract as it is served. */
  public static String text() {
    try (InputStream file = Contract.class.getResourceAsStream("openapi.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the contract and readies its schemas: takes some 100 ms, so do it once. */
  public static Contract read() {
    return new Contract(document());
  }

  /** The contract as a tree. */
  static JsonObject document() {
    Load yaml = new Load(LoadSettings.builder().build());
    JsonObject document = new JsonObject();
    if (yaml.loadFromString(text()) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> document.put(String.valueOf(name), value));
    }
    return document;
  }

  /**
   * An operation of the API.
   *
   * @param method in upper case
   * @param path below the API's root, with parameters in braces
   * @param query checks the query, as an object
   * @param integers parameters of the query that are integers
   * @param body checks the body; null if there is none
   * @param mediaTypes of bodies
   */
  public record Operation(
      String method,
      String path,
      Validator query,
      Set<String> integers,
      @Nullable Validator body,
      Set<String> mediaTypes) {

    /** What is wrong with {@code parameters}, or null. */
    public @Nullable Problem checkQuery(JsonObject parameters) {
      return problem(query, parameters, "parameter");
    }

    /** What is wrong with {@code json}, or null. */
    public @Nullable Problem checkBody(Object json) {
      return body == null ? null : problem(body, json, "field");
    }

    private static @Nullable Problem problem(Validator validator, Object json, String what) {
      OutputUnit unit = validator.validate(json);
      return unit.getValid() ? null : Faults.worst(unit, what);
    }
  }

  /** The operation of that id; throws if the contract has none. */
  public Operation operation(String id) {
    return Objects.requireNonNull(operations.get(id), id);
  }

  /** All operations by id. */
  public Map<String, Operation> operations() {
    return Map.copyOf(operations);
  }

  /** Checks documents against the schema at {@code pointer}, such as {@code /components/…}. */
  Validator validator(String pointer) {
    return schemas.validator(JsonSchema.of(
        new JsonObject().put("$id", BASE + "at" + pointer).put("$ref", DOCUMENT + "#" + pointer)));
  }

  private void readPath(String path, JsonObject item) {
    for (String method : item.fieldNames()) {
      if (METHODS.contains(method)) {
        JsonObject operation = item.getJsonObject(method);
        JsonObject query = query(operation.getJsonArray("parameters", new JsonArray()));
        Set<String> types = operation
            .getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject())
            .fieldNames();
        String body = "/paths/" + escape(path) + "/" + method + "/requestBody/content/";
        String id = operation.getString("operationId");
        operations.put(
            id,
            new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                object(id, query),
                integers(query),
                types.isEmpty()
                    ? null
                    : validator(body + escape(types.iterator().next()) + "/schema"),
                Set.copyOf(types)));
      }
    }
  }

  private Validator object(String id, JsonObject properties) {
    return schemas.validator(JsonSchema.of(new JsonObject()
        .put("$id", BASE + "query/" + id)
        .put("type", "object")
        .put("additionalProperties", false)
        .put("properties", properties)));
  }

  private static JsonObject query(JsonArray parameters) {
    JsonObject properties = new JsonObject();
    for (int i = 0; i < parameters.size(); i++) {
      JsonObject parameter = parameters.getJsonObject(i);
      if ("query".equals(parameter.getString("in"))) {
        properties.put(
            parameter.getString("name"), parameter.getJsonObject("schema").copy());
      }
    }
    return properties;
  }

  private static Set<String> integers(JsonObject properties) {
    return properties.stream()
        .filter(property -> property.getValue() instanceof JsonObject schema
            && "integer".equals(schema.getString("type")))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@code segment} in a JSON pointer that is a URI's fragment. */
  static String escape(String segment) {
    return segment.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
  }
}
