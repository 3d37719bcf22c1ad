package dev.terse.core.keys;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.SettingStore;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes API keys and recognises them. A key reads {@code terse_ID_SECRET}: 12 characters that name
 * it and 32 random ones (165 bits) that only its owner knows. Safe for use by many threads.
 */
public final class ApiKeys {
  private static final String ALPHABET =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";

  /** The setting that names the id of the administrator's key that was, or will be, made first. */
  private static final String FIRST = "keys.first";

  private static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 32;
  private static final Pattern FORM = Pattern.compile(
      "terse_([A-Za-z0-9]{" + ID_LENGTH + "})_([A-Za-z0-9]{" + SECRET_LENGTH + "})");

  private final ApiKeyStore store;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Keeps keys in {@code store}; {@code random} must be cryptographically strong. */
  public ApiKeys(ApiKeyStore store, InstantSource clock, RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A key just made.
   *
   * @param key what is kept
   * @param text what its owner sends; known nowhere else from here on
   */
  public record NewKey(ApiKey key, String text) {}

  /** Makes and stores a key. */
  public NewKey create(String name, Set<Scope> scopes) {
    NewKey made = null;
    while (made == null) {
      made = create(draw(ID_LENGTH), name, scopes);
    }
    return made;
  }

  /** Makes and stores a key of that id, or returns null if the id is in use. */
  private @Nullable NewKey create(String id, String name, Set<Scope> scopes) {
    String secret = draw(SECRET_LENGTH);
    ApiKey key = new ApiKey(id, name, SecretHash.of(secret), scopes, clock.instant());
    return store.create(key) ? new NewKey(key, "terse_" + id + "_" + secret) : null;
  }

  /**
   * Makes an administrator's key if there is none; else, or if somebody else has just made one,
   * returns null. Nodes that ask at once agree in {@code settings} on the key's id, so that the
   * store takes one of theirs.
   */
  public @Nullable NewKey createFirst(SettingStore settings) {
    if (store.list().stream().anyMatch(key -> key.allows(Scope.ADMIN))) {
      return null;
    }
    String id = settings.putIfAbsent(FIRST, draw(ID_LENGTH));
    return create(id, "administrator", Set.of(Scope.ADMIN));
  }

  /** The key that {@code text} proves, or null if it proves none. */
  public @Nullable ApiKey recognise(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    ApiKey key = store.find(matcher.group(1));
    return key != null && key.hash().matches(matcher.group(2)) ? key : null;
  }

  private String draw(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
