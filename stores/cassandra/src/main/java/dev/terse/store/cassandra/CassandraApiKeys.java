package dev.terse.store.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.access.ApiKey;
import dev.terse.core.record.ApiKeyRecord;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.store.cassandra.session.Gate;
import dev.terse.store.cassandra.table.Cells;
import dev.terse.store.cassandra.table.Cells.Cell;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys as cells; a deleted one leaves an empty cell. */
final class CassandraApiKeys implements ApiKeyStore {
  private static final String KIND = "key";

  private final Gate gate;
  private final Cells cells;

  CassandraApiKeys(Gate gate, Cells cells) {
    this.gate = gate;
    this.cells = cells;
  }

  @Override
  public boolean create(ApiKey key) {
    String operation = "apiKeys.create";
    byte[] record = ApiKeyRecord.encode(key, key.id().getBytes(UTF_8));
    return gate.pass(
        operation,
        () -> cells.alone(operation, KIND, () -> {
          Cell old = cells.find(operation, KIND, key.id());
          return (old == null || !old.isPresent())
              && cells.put(operation, KIND, key.id(), old, record).isDone(operation);
        }));
  }

  @Override
  public @Nullable ApiKey find(String id) {
    String operation = "apiKeys.find";
    return gate.<@Nullable ApiKey>pass(operation, () -> {
      Cell cell = cells.find(operation, KIND, id);
      return cell == null || !cell.isPresent() ? null : decode(cell);
    });
  }

  @Override
  public List<ApiKey> list() {
    String operation = "apiKeys.list";
    return gate.pass(
        operation,
        () -> cells.list(operation, KIND).stream()
            .map(CassandraApiKeys::decode)
            .sorted(Comparator.comparing(ApiKey::created).thenComparing(ApiKey::id))
            .toList());
  }

  @Override
  public boolean delete(String id) {
    String operation = "apiKeys.delete";
    return gate.pass(
        operation,
        () -> cells.alone(operation, KIND, () -> {
          Cell old = cells.find(operation, KIND, id);
          return old != null
              && old.isPresent()
              && cells.delete(operation, KIND, old).isDone(operation);
        }));
  }

  private static ApiKey decode(Cell cell) {
    return ApiKeyRecord.decode(cell.name(), cell.name().getBytes(UTF_8), cell.bytes());
  }
}
