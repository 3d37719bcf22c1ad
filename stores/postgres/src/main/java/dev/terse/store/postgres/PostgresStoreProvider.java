package dev.terse.store.postgres;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.postgres.connect.Options;

/** Opens {@code postgresql://USER:PASSWORD@HOST/DATABASE}, and {@code postgres:} alike. */
public final class PostgresStoreProvider implements StoreProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public PostgresStoreProvider() {}

  @Override
  public boolean opens(String scheme) {
    return scheme.equals("postgresql") || scheme.equals("postgres");
  }

  @Override
  public Store open(StoreUrl url, Purpose purpose) {
    return PostgresStore.open(Options.parse(url), purpose);
  }

  @Override
  public String backupTools() {
    return "pg_dump";
  }
}
