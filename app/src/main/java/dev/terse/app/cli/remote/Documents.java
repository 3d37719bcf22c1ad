package dev.terse.app.cli.remote;

import dev.terse.client.ApiKey;
import dev.terse.client.Link;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code --json} prints: the API's documents. */
final class Documents {
  private Documents() {}

  static ObjectNode of(Link link) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", link.id())
        .put("code", link.code())
        .put("shortUrl", link.shortUrl())
        .put("target", link.target())
        .put("title", link.title())
        .put("note", link.note())
        .put("status", link.status())
        .put("created", link.created().toString())
        .put("changed", link.changed().toString())
        .put("creator", link.creator())
        .put("version", link.version())
        .put("visits", link.visits());
  }

  static ArrayNode of(List<Link> links) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    links.forEach(link -> array.add(of(link)));
    return array;
  }

  static ObjectNode of(ApiKey key) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("id", key.id()).put("name", key.name());
    key.scopes().stream().sorted().forEach(node.putArray("scopes")::add);
    return node.put("created", key.created().toString());
  }
}
