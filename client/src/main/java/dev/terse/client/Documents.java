package dev.terse.client;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's documents, read and written field by field: without reflection, which would cost a
 * command line more time than the request.
 */
final class Documents {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Documents() {}

  /** An answer is not what the API promises. */
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unexpected(String message, Throwable cause) {
      super(message, cause);
    }

    private Unexpected(String message) {
      super(message);
    }
  }

  static JsonNode parse(String text) {
    return text.isBlank() ? JsonNodeFactory.instance.objectNode() : MAPPER.readTree(text);
  }

  static Link link(JsonNode node) {
    return new Link(
        text(node, "id"),
        text(node, "code"),
        text(node, "shortUrl"),
        text(node, "target"),
        textOrNull(node, "title"),
        textOrNull(node, "note"),
        node.path("status").isNumber() ? Integer.valueOf(node.path("status").asInt()) : null,
        instant(node, "created"),
        instant(node, "changed"),
        textOrNull(node, "creator"),
        node.path("version").asLong(),
        node.path("visits").asLong(0));
  }

  static LinkPage page(JsonNode node) {
    List<Link> links = new ArrayList<>();
    node.path("links").forEach(link -> links.add(link(link)));
    return new LinkPage(links, textOrNull(node, "next"));
  }

  static ServerInfo info(JsonNode node) {
    JsonNode store = node.path("store");
    JsonNode codes = node.path("codes");
    return new ServerInfo(
        text(node, "version"),
        text(node, "auth"),
        text(node, "transport"),
        new ServerInfo.Backend(
            text(store, "backend"),
            text(store, "durability"),
            store.path("shared").asBoolean(),
            store.path("searchesText").asBoolean()),
        new ServerInfo.Codes(
            text(codes, "generator"),
            text(codes, "alphabet"),
            codes.path("minLength").asInt(),
            codes.path("maxLength").asInt(),
            text(codes, "order"),
            codes.path("capacity").asLong(),
            codes.path("left").asLong()));
  }

  static ApiKey key(JsonNode node) {
    Set<String> scopes = new HashSet<>();
    node.path("scopes").forEach(scope -> scopes.add(scope.asString()));
    return new ApiKey(text(node, "id"), text(node, "name"), scopes, instant(node, "created"));
  }

  static List<ApiKey> keys(JsonNode node) {
    List<ApiKey> keys = new ArrayList<>();
    node.path("keys").forEach(key -> keys.add(key(key)));
    return keys;
  }

  static ApiKey.Created createdKey(JsonNode node) {
    return new ApiKey.Created(key(node), text(node, "key"));
  }

  static Problem problem(JsonNode node, int status) {
    String type = textOrNull(node, "type");
    String title = textOrNull(node, "title");
    return new Problem(
        type == null ? "about:blank" : type,
        title == null ? "the server answered with status " + status : title,
        status,
        textOrNull(node, "detail"),
        textOrNull(node, "field"),
        textOrNull(node, "remedy"),
        textOrNull(node, "reference"));
  }

  static JsonNode of(NewLink link) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("target", link.target());
    putIfGiven(node, "code", link.code());
    putIfGiven(node, "generator", link.generator());
    putIfGiven(node, "title", link.title());
    putIfGiven(node, "note", link.note());
    if (link.status() != null) {
      node.put("status", link.status());
    }
    if (link.reuse() != null) {
      node.put("reuse", link.reuse());
    }
    return node;
  }

  static JsonNode of(LinkChange change) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (LinkChange.Field field : change.fields()) {
      switch (field.value()) {
        case null -> node.putNull(field.name());
        case Integer number -> node.put(field.name(), number);
        case Object other -> node.put(field.name(), other.toString());
      }
    }
    return node;
  }

  static JsonNode newKey(String name, Set<String> scopes) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", name);
    scopes.stream().sorted().forEach(node.putArray("scopes")::add);
    return node;
  }

  private static void putIfGiven(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static String text(JsonNode node, String name) {
    String text = textOrNull(node, name);
    if (text == null) {
      throw new Unexpected("the answer has no " + name);
    }
    return text;
  }

  private static Instant instant(JsonNode node, String name) {
    try {
      return Instant.parse(text(node, name));
    } catch (DateTimeParseException e) {
      throw new Unexpected("the answer's " + name + " is no instant", e);
    }
  }

  private static @Nullable String textOrNull(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? value.asString() : null;
  }
}
