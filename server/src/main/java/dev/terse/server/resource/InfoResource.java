package dev.terse.server.resource;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreTraits;
import dev.terse.server.access.AuthMode;
import dev.terse.server.api.Answer;
import dev.terse.server.api.Call;
import dev.terse.server.api.CodeFacts;
import dev.terse.server.api.Facts;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** {@code /info}: what this server is. */
public final class InfoResource {
  private final Store store;
  private final Facts facts;
  private final AuthMode auth;
  private final String transport;

  /** Tells {@code facts} and what else is named. */
  public InfoResource(Store store, Facts facts, AuthMode auth, String transport) {
    this.store = store;
    this.facts = facts;
    this.auth = auth;
    this.transport = transport;
  }

  /** Version, store, codes and access. */
  public Answer get(Call call) {
    return Answer.json(
        200,
        new JsonObject()
            .put("version", facts.version())
            .put("store", json(store.traits()))
            .put("codes", json(facts.codes().get()))
            .put("auth", auth.text())
            .put("transport", transport));
  }

  private static JsonObject json(StoreTraits traits) {
    return new JsonObject()
        .put("backend", traits.backend())
        .put("durability", traits.durability().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("shared", traits.shared())
        .put("searchesText", traits.searchesText());
  }

  private static JsonObject json(CodeFacts codes) {
    return new JsonObject()
        .put("generator", codes.generator())
        .put("alphabet", codes.alphabet())
        .put("minLength", codes.minLength())
        .put("maxLength", codes.maxLength())
        .put("order", codes.order())
        .put("capacity", codes.capacity())
        .put("left", codes.left());
  }
}
