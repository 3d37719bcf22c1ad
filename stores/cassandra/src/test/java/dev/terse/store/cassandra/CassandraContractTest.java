package dev.terse.store.cassandra;

import dev.terse.core.store.Store;
import dev.terse.store.contract.StoreContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(OneNode.class)
class CassandraContractTest extends StoreContract {
  @Override
  protected Store open() {
    return OneNode.open();
  }
}
