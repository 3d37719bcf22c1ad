package dev.terse.core.store;

import dev.terse.core.store.StoreProvider.Purpose;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Names a store: {@code scheme:rest}, such as {@code rocksdb:data}. What the rest means is the
 * backend's affair.
 *
 * @param scheme lower case, without the colon
 * @param rest everything after the first colon; may hold a password
 */
public record StoreUrl(String scheme, String rest) {

  /**
   * Reads {@code text}; throws IllegalArgumentException if it has no scheme or nothing after it.
   */
  public static StoreUrl parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "'" + text + "' is no store: write a scheme, a colon and the rest, such as rocksdb:data");
    }
    return new StoreUrl(
        text.substring(0, colon).toLowerCase(Locale.ROOT), text.substring(colon + 1));
  }

  /** Opens the store to serve, as {@link #open(Purpose)} does. */
  public Store open() {
    return open(Purpose.SERVE);
  }

  /**
   * Opens the store with the provider of its scheme.
   *
   * @throws IllegalArgumentException if no provider on the class path has the scheme
   * @throws StoreException if the store cannot be opened
   */
  public Store open(Purpose purpose) {
    return known().open(this, purpose);
  }

  /** Whether a provider on the class path has the scheme. */
  public boolean hasProvider() {
    return provider().isPresent();
  }

  /** Whether it names a store that may be away and come back, see {@link StoreProvider}. */
  public boolean isRemote() {
    return provider().map(StoreProvider::isRemote).orElse(false);
  }

  /**
   * Backups of this kind of store; null where {@link #backupTools()} make them.
   *
   * @throws IllegalArgumentException if no provider on the class path has the scheme
   */
  public StoreProvider.@Nullable Backups backups() {
    return known().backups();
  }

  /** See {@link StoreProvider#backupTools()}. */
  public String backupTools() {
    return known().backupTools();
  }

  private StoreProvider known() {
    return provider()
        .orElseThrow(() -> new IllegalArgumentException("no store has the scheme " + scheme));
  }

  private Optional<StoreProvider> provider() {
    return ServiceLoader.load(StoreProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.opens(scheme))
        .findFirst();
  }

  /** The URL with any password masked. */
  @Override
  public String toString() {
    String masked = rest.replaceFirst("//([^:/@]*):.*@", "//$1:***@");
    return scheme + ":" + masked.replaceAll("(?i)(password=)[^&]*", "$1***");
  }
}
