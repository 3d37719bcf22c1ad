package dev.terse.app.serve;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.store.Store;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Opens what {@code store.url} names, and the codes that it holds. */
public final class StoreOpener {
  private StoreOpener() {}

  /**
   * The store that {@code config} names, made if there is none.
   *
   * @throws ConfigException if no backend has the scheme
   * @throws dev.terse.core.store.StoreException if it cannot be opened
   */
  public static Store open(Config config) throws ConfigException {
    try {
      return config.store().open();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("store.url: " + e.getMessage()));
    }
  }

  /**
   * The codes of {@code store}; records the code space in it if it has none.
   *
   * @throws ConfigException if {@code config} would number the codes otherwise than they were
   */
  public static StoreCodes codes(Config config, Store store) throws ConfigException {
    try {
      return StoreCodes.open(config.codes(), store, InstantSource.system(), new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()).lines().toList());
    }
  }
}
