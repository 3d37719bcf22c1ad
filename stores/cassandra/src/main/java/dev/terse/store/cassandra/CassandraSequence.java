package dev.terse.store.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.record.Value;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.cassandra.session.Gate;
import dev.terse.store.cassandra.table.Cells;
import dev.terse.store.cassandra.table.Cells.Cell;
import dev.terse.store.cassandra.table.Cells.Put;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sequence's position as a cell. Numbers belong to whoever is known to have moved the position
 * past them; where that cannot be known they are skipped, and nobody gets them.
 */
final class CassandraSequence implements Sequence {
  private static final String KIND = "sequence";
  private static final String NAME = "position";
  private static final byte[] KEY = NAME.getBytes(UTF_8);

  /** Nodes that lease at the same moment refuse each other: each try in vain is another's lease. */
  private static final int MAX_TRIES = 100;

  private final Gate gate;
  private final Cells cells;

  CassandraSequence(Gate gate, Cells cells) {
    this.gate = gate;
    this.cells = cells;
  }

  @Override
  public Lease lease(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a lease of " + size + " numbers");
    }
    return new Lease(move("sequence.lease", position -> Math.addExact(position, size)), size);
  }

  @Override
  public long position() {
    return position("sequence.position");
  }

  long position(String operation) {
    return gate.pass(operation, () -> position(cells.find(operation, KIND, NAME)));
  }

  @Override
  public void raise(long floor) {
    move("sequence.raise", position -> Math.max(position, floor));
  }

  /** Moves the position and returns where it was before. */
  private long move(String operation, LongUnaryOperator step) {
    return gate.pass(
        operation,
        () -> cells.alone(operation, KIND, () -> {
          Cell old = cells.find(operation, KIND, NAME);
          for (int tries = 0; tries < MAX_TRIES; tries++) {
            long from = position(old);
            long to = step.applyAsLong(from);
            if (to == from) {
              return from;
            }
            Put put = cells.put(operation, KIND, NAME, old, Value.of(KEY, to));
            if (put.done()) {
              return from;
            }
            old = put.cell();
          }
          throw new StoreException(
              Reason.UNAVAILABLE, operation, "too many nodes lease at the same moment");
        }));
  }

  private static long position(@Nullable Cell cell) {
    return cell == null ? 0 : Value.number("the sequence's position", KEY, cell.bytes());
  }
}
