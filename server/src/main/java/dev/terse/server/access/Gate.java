package dev.terse.server.access;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.keys.ApiKeys;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Decides who may do what. Safe for use by many threads. */
public final class Gate {
  private static final String BEARER = "bearer ";
  private static final String REMEDY =
      "Send an API key as 'Authorization: Bearer KEY'; 'terse keys create' makes one.";

  private final AuthMode mode;
  private final ApiKeys keys;

  /** Lets in as {@code mode} says, by the keys in {@code keys}. */
  public Gate(AuthMode mode, ApiKeys keys) {
    this.mode = mode;
    this.keys = keys;
  }

  /** Whether {@code request} needs no API key to do what {@code scope} names. Never blocks. */
  public boolean isOpen(HttpServerRequest request, Scope scope) {
    return switch (mode) {
      case LOCAL -> LocalRequests.isPlainlyLocal(request);
      case OPEN ->
        isForOwners(scope)
            ? LocalRequests.isPlainlyLocal(request)
            : !LocalRequests.isCrossSite(request);
      case KEYS -> false;
    };
  }

  /**
   * Decides whether {@code request} may do what {@code scope} names. A key that is shown decides,
   * even where none is needed. May ask the store, and throws
   * {@link dev.terse.core.store.StoreException} as it does.
   */
  public Admission admit(HttpServerRequest request, Scope scope) {
    String text = shown(request);
    if (text != null) {
      return admit(keys.recognise(text), scope);
    }
    if (isOpen(request, scope)) {
      return new Admission.Admitted(null);
    }
    if (mode == AuthMode.OPEN && !isForOwners(scope)) {
      return refuse(ProblemType.CROSS_SITE, "A page of another site may not change links here.");
    }
    return refuse(
        ProblemType.KEY_MISSING,
        mode != AuthMode.KEYS
            ? "Only requests that come plainly from the server's own machine need no API key here."
            : "Every request needs an API key here.");
  }

  private static Admission admit(@Nullable ApiKey key, Scope scope) {
    if (key == null) {
      return refuse(ProblemType.KEY_UNKNOWN, "The API key is wrong or was revoked.");
    }
    if (!key.allows(scope)) {
      return new Admission.Refused(Problem.of(
              ProblemType.SCOPE_MISSING,
              "The API key '" + key.name() + "' lacks the scope " + scope.text() + ".")
          .withRemedy("Use a key with that scope."));
    }
    return new Admission.Admitted(key);
  }

  private static Admission refuse(ProblemType type, String detail) {
    return new Admission.Refused(Problem.of(type, detail).withRemedy(REMEDY));
  }

  /** What a server that is open to all keeps to its owners. */
  private static boolean isForOwners(Scope scope) {
    return scope == Scope.ADMIN || scope == Scope.METRICS;
  }

  /** The key that {@code request} shows, right or not, or null. */
  public static @Nullable String shown(HttpServerRequest request) {
    String key = request.getHeader("X-Api-Key");
    if (key != null) {
      return key;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
