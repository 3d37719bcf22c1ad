package dev.terse.store.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.record.RecordException;
import dev.terse.core.record.Value;
import dev.terse.core.store.SettingStore;
import dev.terse.store.cassandra.session.Gate;
import dev.terse.store.cassandra.table.Cells;
import dev.terse.store.cassandra.table.Cells.Cell;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings as cells. */
final class CassandraSettings implements SettingStore {
  private static final String KIND = "setting";

  private final Gate gate;
  private final Cells cells;

  CassandraSettings(Gate gate, Cells cells) {
    this.gate = gate;
    this.cells = cells;
  }

  @Override
  public @Nullable String find(String name) {
    String operation = "settings.find";
    return gate.<@Nullable String>pass(operation, () -> text(cells.find(operation, KIND, name)));
  }

  @Override
  public String putIfAbsent(String name, String value) {
    String operation = "settings.putIfAbsent";
    return gate.pass(
        operation,
        () -> cells.alone(operation, KIND, () -> {
          Cell old = cells.find(operation, KIND, name);
          Cell now = old == null
              ? cells.put(operation, KIND, name, null, encode(name, value)).cell()
              : old;
          return value(now);
        }));
  }

  @Override
  public boolean replace(String name, String expected, String value) {
    String operation = "settings.replace";
    return gate.pass(
        operation,
        () -> cells.alone(operation, KIND, () -> {
          Cell old = cells.find(operation, KIND, name);
          if (old == null || !expected.equals(text(old))) {
            return false;
          }
          return cells.put(operation, KIND, name, old, encode(name, value)).isDone(operation);
        }));
  }

  @Override
  public Map<String, String> list() {
    String operation = "settings.list";
    return gate.pass(operation, () -> {
      Map<String, String> all = new TreeMap<>();
      for (Cell cell : cells.list(operation, KIND)) {
        all.put(cell.name(), value(cell));
      }
      return all;
    });
  }

  private static String value(Cell cell) {
    String text = text(cell);
    if (text == null) {
      throw RecordException.damaged("setting " + cell.name());
    }
    return text;
  }

  private static @Nullable String text(@Nullable Cell cell) {
    return cell == null
        ? null
        : Value.text("setting " + cell.name(), cell.name().getBytes(UTF_8), cell.bytes());
  }

  private static byte[] encode(String name, String value) {
    return Value.of(name.getBytes(UTF_8), value);
  }
}
