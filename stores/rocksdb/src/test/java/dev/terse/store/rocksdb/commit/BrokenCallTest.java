package dev.terse.store.rocksdb.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreUrl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that fail half-way, and what they leave behind. */
class BrokenCallTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir
  Path directory;

  @Test
  void replace_creatorCannotBeStored_changesNothing() {
    Link link = link();
    Link impossible = link.changed(
        new Target("https://example.com/other"),
        LinkDetails.NONE,
        new History(NOW, NOW, "half a pair: \uD83D", 2));
    try (Store store = open()) {
      store.links().create(link, Reuse.NEVER);

      assertThatIllegalArgumentException().isThrownBy(() -> store.links().replace(impossible));

      assertThat(store.links().find(link.key())).isEqualTo(link);
      assertThat(store.links().findByTarget(Domain.DEFAULT, link.target())).isEqualTo(link);
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void reindex_endsInAnError_tellsItsCaller() {
    try (Store store = open()) {
      store.links().create(link(), Reuse.NEVER);

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.reindex(done -> {
            throw new AssertionError("no memory, no class, a bug");
          }));
    }
  }

  private Store open() {
    return StoreUrl.parse("rocksdb:" + directory.resolve("data")).open();
  }

  private static Link link() {
    return new Link(
        LinkId.create(NOW, RandomGenerator.getDefault()),
        LinkKey.of(new Code("abc")),
        new Target("https://example.com/"),
        LinkDetails.NONE,
        History.begin(NOW, null));
  }
}
