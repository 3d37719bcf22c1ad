package dev.terse.store.cassandra;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.cassandra.session.ClusterUrl;
import java.util.UUID;

/** Opens {@code cassandra://user:password@host:9042,host/keyspace?option=value}. */
public final class CassandraStoreProvider implements StoreProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public CassandraStoreProvider() {}

  @Override
  public boolean opens(String scheme) {
    return scheme.equals("cassandra");
  }

  @Override
  public Store open(StoreUrl url, Purpose purpose) {
    return CassandraStore.open(ClusterUrl.parse(url), UUID::randomUUID, purpose);
  }

  @Override
  public String backupTools() {
    return "nodetool snapshot";
  }
}
