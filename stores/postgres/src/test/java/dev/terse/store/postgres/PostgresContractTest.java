package dev.terse.store.postgres;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.SearchingStoreContract;

class PostgresContractTest extends SearchingStoreContract {
  private final String url = SharedServer.freshUrl();

  @Override
  protected Store open() {
    return StoreUrl.parse(url).open();
  }
}
