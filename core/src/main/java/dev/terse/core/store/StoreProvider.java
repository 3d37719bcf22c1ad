package dev.terse.core.store;

/** Opens a kind of backend; found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {

  /** Whether URLs of this scheme are this provider's. */
  boolean opens(String scheme);

  /**
   * Opens the store that {@code url} names, making or migrating it where needed. Returns only a
   * store that can be used; throws {@link StoreException} with a message that says what to do.
   */
  Store open(StoreUrl url);
}
