package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir
  Path directory;

  @Test
  void open_secondTimeInThisProcess_isLocked() {
    try (Store first = open()) {
      first.check();

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(this::open)
          .withMessageContaining(directory.toString())
          .withMessageContaining(Long.toString(ProcessHandle.current().pid()))
          .returns(Reason.LOCKED, StoreException::reason);
    }
  }

  @Test
  void reopen_afterClose_findsWhatWasCreated() {
    Link link = new Link(
        LinkId.create(NOW, RandomGenerator.getDefault()),
        LinkKey.of(new Code("abc")),
        new Target("https://example.com/"),
        new LinkDetails("title", null, null),
        History.begin(NOW, null));
    try (Store store = open()) {
      assertThat(store.links().create(link, Reuse.EXISTING)).isEqualTo(new Creation.Created(link));
      assertThat(store.links().create(link, Reuse.EXISTING)).isEqualTo(new Creation.Reused(link));
      assertThat(store.links().create(link, Reuse.NEVER)).isEqualTo(new Creation.Taken());
      assertThat(store.sequence().lease(10).first()).isZero();
    }
    try (Store store = open()) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
      assertThat(store.links().findByTarget(Domain.DEFAULT, link.target())).isEqualTo(link);
      assertThat(store.links().list(Query.newest(10)).links()).containsExactly(link);
      assertThat(store.sequence().lease(10).first()).isEqualTo(10);
    }
  }

  private Store open() {
    return StoreUrl.parse("rocksdb:" + directory.resolve("data")).open();
  }
}
