package dev.terse.store.rocksdb.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.record.Value;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Restoring;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.record.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** A store of any layout opens, is brought to today's, and has everything in it. */
class LayoutTest {
  private static final byte[] SCHEMA = Keys.name("schema");

  @TempDir
  Path directory;

  @Test
  void open_eachLayoutThatWasReleased_hasEverything() throws IOException, RocksDBException {
    long today = todaysLayout();
    for (long layout = 1; layout <= today; layout++) {
      Path path = directory.resolve("layout-" + layout);
      restore(layout, path);

      try (Store store = url(path).open()) {
        KeptStore.check(store);
      }
      assertThat(layoutOf(path)).as("after layout %s was opened", layout).isEqualTo(today);
    }
  }

  @Test
  void open_aNewerLayout_isRefusedAndLeftAlone() throws RocksDBException {
    Path path = directory.resolve("newer");
    url(path).open().close();
    long newer = todaysLayout() + 1;
    try (Database database = Database.open(path.resolve("db"), Tuning.DEFAULT)) {
      database.write((batch, handles) ->
          batch.put(handles.apply(Column.META), SCHEMA, Value.of(SCHEMA, newer)));
    }

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> url(path).open())
        .withMessageContaining("has layout " + newer)
        .withMessageContaining("start the newer version")
        .returns(Reason.INCOMPATIBLE, StoreException::reason);
    assertThat(layoutOf(path)).isEqualTo(newer);
  }

  private static void restore(long layout, Path path) throws IOException {
    String name = "/layouts/" + layout + ".tar.gz";
    try (InputStream kept = LayoutTest.class.getResourceAsStream(name)) {
      assertThat(kept)
          .as("no store of layout %s is kept: KeptStore writes one to %s", layout, name)
          .isNotNull();
      try (Restoring restoring = Objects.requireNonNull(url(path).backups())
          .restore(url(path), new GZIPInputStream(kept), _ -> {})) {
        restoring.finish();
      }
    }
  }

  private long todaysLayout() throws RocksDBException {
    Path path = directory.resolve("today");
    url(path).open().close();
    return layoutOf(path);
  }

  private static long layoutOf(Path path) throws RocksDBException {
    try (Database database = Database.openToRead(path.resolve("db"), Tuning.SCAN)) {
      return Value.number("the schema", SCHEMA, database.get(Column.META, SCHEMA));
    }
  }

  private static StoreUrl url(Path path) {
    return StoreUrl.parse("rocksdb:" + path);
  }
}
