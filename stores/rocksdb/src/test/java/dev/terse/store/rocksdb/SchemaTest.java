package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.record.Value;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.commit.Operation;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.record.Keys;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** The layout goes from version to version, a step at a time and each step once. */
class SchemaTest {
  private static final byte[] STEPS = Keys.name("steps");
  private static final Operation<Boolean> STEP = batch -> {
    long done = Value.number("steps", STEPS, batch.get(Column.META, STEPS));
    batch.put(Column.META, STEPS, Value.of(STEPS, done + 1));
    return true;
  };
  private static final Operation<Boolean> BROKEN = batch -> {
    throw new IllegalStateException("power cut");
  };

  @TempDir
  Path directory;

  @Test
  void settle_anOldStore_takesEachStepOnce() throws RocksDBException {
    settle(new Schema(List.of()));
    settle(new Schema(List.of(STEP, STEP)));
    settle(new Schema(List.of(STEP, STEP)));
    settle(new Schema(List.of(STEP, STEP, STEP)));

    assertThat(stepsTaken()).isEqualTo(3);
  }

  @Test
  void settle_aNewStore_takesNoStep() throws RocksDBException {
    settle(new Schema(List.of(STEP, STEP)));

    assertThat(stepsTaken()).isZero();
  }

  @Test
  void settle_afterAStepFailed_goesOnThere() throws RocksDBException {
    settle(new Schema(List.of()));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> settle(new Schema(List.of(STEP, BROKEN))));

    settle(new Schema(List.of(STEP, STEP)));

    assertThat(stepsTaken()).isEqualTo(2);
  }

  private void settle(Schema schema) {
    StoreDirectory home = StoreDirectory.open(directory);
    try (Database database = home.openDatabase(Tuning.DEFAULT);
        Committer committer = new Committer(database, home.room(Tuning.DEFAULT), 0)) {
      schema.settle(committer);
    }
  }

  private long stepsTaken() throws RocksDBException {
    try (Database database = StoreDirectory.open(directory).openDatabase(Tuning.DEFAULT)) {
      return Value.number("steps", STEPS, database.get(Column.META, STEPS));
    }
  }
}
