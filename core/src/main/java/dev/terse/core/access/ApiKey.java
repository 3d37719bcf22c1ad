package dev.terse.core.access;

import dev.terse.core.link.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * An API key as it is kept: everything but the secret, of which only the hash is known.
 *
 * @param id public part, part of the key's text, 12 characters
 * @param name what its owner calls it
 * @param hash of the secret
 * @param scopes what it allows
 * @param created when it was made, to the millisecond
 */
public record ApiKey(String id, String name, SecretHash hash, Set<Scope> scopes, Instant created) {

  /** Longest name, in UTF-16 units. */
  public static final int MAX_NAME = 100;

  /**
   * Copies the scopes and cuts {@code created} to the millisecond; throws IllegalArgumentException
   * if the name is no line.
   */
  public ApiKey {
    String fault = PlainText.faultOfLine(name, MAX_NAME);
    if (fault != null) {
      throw new IllegalArgumentException("name " + fault);
    }
    scopes = Set.copyOf(scopes);
    created = created.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether this key may do what {@code scope} names. */
  public boolean allows(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }
}
