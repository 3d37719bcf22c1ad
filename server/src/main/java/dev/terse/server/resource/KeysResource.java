package dev.terse.server.resource;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.keys.ApiKeys;
import dev.terse.core.link.PlainText;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.server.api.Answer;
import dev.terse.server.api.Call;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** {@code /keys}: makes, lists and revokes API keys. */
public final class KeysResource {
  private final ApiKeyStore store;
  private final ApiKeys keys;

  /** Makes keys through {@code keys}, which keeps them in {@code store}. */
  public KeysResource(ApiKeyStore store, ApiKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** Makes a key and shows it this once. */
  public Answer create(Call call) {
    String name = call.body().getString("name").strip();
    String fault = name.isEmpty() ? "is empty" : PlainText.faultOfLine(name, ApiKey.MAX_NAME);
    if (fault != null) {
      return new Answer.Failed(
          Problem.of(ProblemType.INVALID_FIELD, "The field 'name' " + fault + ".")
              .withField("name")
              .withRemedy("Send one line of 1 to " + ApiKey.MAX_NAME + " characters."));
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Object text : call.body().getJsonArray("scopes")) {
      Arrays.stream(Scope.values()).filter(s -> s.text().equals(text)).forEach(scopes::add);
    }
    ApiKeys.NewKey made = keys.create(name, scopes);
    return Answer.json(201, json(made.key()).put("key", made.text()));
  }

  /** All keys. */
  public Answer list(Call call) {
    JsonArray list = new JsonArray();
    store.list().forEach(key -> list.add(json(key)));
    return Answer.json(200, new JsonObject().put("keys", list));
  }

  /** Revokes a key. */
  public Answer delete(Call call) {
    String id = call.path().get("id");
    return id != null && store.delete(id)
        ? new Answer.Done()
        : new Answer.Failed(
            Problem.of(ProblemType.KEY_NOT_FOUND, "No API key has the id '" + id + "'."));
  }

  private static JsonObject json(ApiKey key) {
    JsonArray scopes = new JsonArray();
    Arrays.stream(Scope.values())
        .filter(key.scopes()::contains)
        .forEach(scope -> scopes.add(scope.text()));
    return new JsonObject()
        .put("id", key.id())
        .put("name", key.name())
        .put("scopes", scopes)
        .put("created", LinkJson.instant(key.created()));
  }
}
