package dev.terse.store.postgres;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.SharedStoreContract;

class PostgresSharedTest extends SharedStoreContract {
  private final String url = SharedServer.freshUrl();

  @Override
  protected Store open() {
    return StoreUrl.parse(url).open();
  }
}
