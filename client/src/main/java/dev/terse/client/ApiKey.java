package dev.terse.client;

import java.time.Instant;
import java.util.Set;

/**
 * An API key without its secret.
 *
 * @param id what names it
 * @param name what its owner calls it
 * @param scopes what it allows: {@code links:read}, {@code links:write}, {@code metrics:read},
 *     {@code admin}
 * @param created when it was made
 */
public record ApiKey(String id, String name, Set<String> scopes, Instant created) {

  /** Copies the scopes. */
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /**
   * A key just made.
   *
   * @param description all but the secret
   * @param text what its owner sends; the server will not show it again
   */
  public record Created(ApiKey description, String text) {
    @Override
    public String toString() {
      return "Created[" + description + "]";
    }
  }
}
