package dev.terse.core.shorten;

import dev.terse.core.access.SecretHash;

/**
 * Names a caller's request, so that its repeats are known for what they are.
 *
 * @param owner who asks: an API key's id, or empty for those that need none; an equal value of
 *     another owner is another key
 * @param value what the caller drew, 1 to {@value #MAX_LENGTH} characters
 */
public record IdempotencyKey(String owner, String value) {

  /** Longest value, in characters. */
  public static final int MAX_LENGTH = 255;

  /** Throws IllegalArgumentException if the value is empty or too long. */
  public IdempotencyKey {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a key has 1 to " + MAX_LENGTH + " characters");
    }
  }

  /** What a store keeps of it: nobody who reads the store can repeat the request. */
  String digest() {
    return SecretHash.of(owner + '\0' + value).hex();
  }
}
