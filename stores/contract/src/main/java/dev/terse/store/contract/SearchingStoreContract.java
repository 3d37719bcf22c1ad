package dev.terse.store.contract;

import dev.terse.core.store.Store;
import dev.terse.store.contract.port.SearchContract;
import org.junit.jupiter.api.Nested;

/** What every store must do that searches text. */
public abstract class SearchingStoreContract extends StoreContract {

  @Nested
  class Searches extends SearchContract {
    @Override
    protected Store open() {
      return SearchingStoreContract.this.open();
    }
  }
}
