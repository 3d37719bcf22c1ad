package dev.terse.store.rocksdb.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look into RocksDB's memory sees. */
final class PeekTest {
  private final Samples samples = new Samples(new Random(1));

  @TempDir
  Path directory;

  @Test
  void peek_written_isSeenInMemory() {
    Link link = samples.link("abc");
    try (Store store = open()) {
      store.links().create(link, Reuse.NEVER);
      assertThat(store.links().peek(link.key())).isEqualTo(link);

      Link changed = samples.changed(link, "https://example.com/new", "new");
      store.links().replace(changed);
      assertThat(store.links().peek(link.key())).isEqualTo(changed);

      store.links().delete(link.key(), OptionalLong.empty());
      assertThat(store.links().peek(link.key())).isNull();
    }
  }

  @Test
  void peek_inFilesOnly_isNotSeenUntilItWasRead() {
    Link link = samples.link("abc");
    try (Store store = open()) {
      store.links().create(link, Reuse.NEVER);
    }

    try (Store store = open()) {
      assertThat(store.links().peek(link.key())).isNull();
      assertThat(store.links().find(link.key())).isEqualTo(link);
      assertThat(store.links().peek(link.key())).isEqualTo(link);
      assertThat(store.links().peek(LinkKey.of(new Code("abd")))).isNull();
    }
  }

  private Store open() {
    return StoreUrl.parse("rocksdb:" + directory).open();
  }
}
