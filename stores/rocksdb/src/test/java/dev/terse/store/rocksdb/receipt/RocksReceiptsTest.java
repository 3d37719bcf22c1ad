package dev.terse.store.rocksdb.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts that have ended do not stay. */
class RocksReceiptsTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final int MANY = 100;

  @TempDir
  Path directory;

  private final Samples samples = new Samples(new Random(3));
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plus(DAY));

  @Test
  void putIfAbsent_afterOthersEnded_takesThemAway() {
    StoreDirectory home = StoreDirectory.open(directory);
    try (Database database = home.openDatabase(Tuning.DEFAULT);
        Committer committer = new Committer(database, home.room(Tuning.DEFAULT), 0)) {
      ReceiptStore receipts = new RocksReceipts(database, committer, now::get);
      put(receipts, "early", MANY);
      now.set(now.get().plus(DAY).minusMillis(1));
      put(receipts, "late", 1);
      assertThat(receipts.find("early-7")).isNotNull();

      now.set(now.get().plusMillis(1));
      assertThat(receipts.find("early-7")).isNull();
      put(receipts, "early", 1);
      put(receipts, "next", MANY / 4);
      assertThat(receipts.find("early-0")).isNotNull();
      assertThat(receipts.find("late-0")).isNotNull();

      // Each is kept by its key and by its end.
      assertThat(stored(database)).isEqualTo(2 * (2 + MANY / 4));
    } finally {
      home.leave();
    }
  }

  private void put(ReceiptStore receipts, String name, int count) {
    for (int i = 0; i < count; i++) {
      Link link = samples.link("code");
      Receipt receipt = new Receipt("request", link.key(), link.id(), false);
      assertThat(receipts.putIfAbsent(name + "-" + i, receipt, DAY)).isEqualTo(receipt);
    }
  }

  private static int stored(Database database) {
    return database.look("test", snapshot -> {
      int[] entries = new int[1];
      snapshot.scan(Column.RECEIPTS, new byte[0], (_, _) -> ++entries[0] > 0);
      return entries[0];
    });
  }
}
