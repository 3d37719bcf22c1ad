package dev.terse.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.copy.Copied;
import dev.terse.core.copy.StoreCheck;
import dev.terse.core.copy.StoreCopy;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.visit.VisitTally;
import dev.terse.testbed.CassandraNode;
import dev.terse.testbed.PostgresServer;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RoundTripTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final int LINKS = 1_200;

  @TempDir
  private Path directory;

  private final Random random = new Random(7);

  @Test
  void copy_throughRedisAndBack_isTheSame() {
    try (RedisServer redis = RedisServer.start(directory)) {
      roundTrip(redis.url());
    }
  }

  @Test
  void copy_throughPostgresAndBack_isTheSame() {
    try (PostgresServer postgres = PostgresServer.start(directory)) {
      roundTrip(postgres.url());
    }
  }

  @Test
  void copy_throughCassandraAndBack_isTheSame() {
    try (CassandraNode node = CassandraNode.start(directory)) {
      roundTrip("cassandra://" + node.host() + "/terse?replication=1&timeout=30s");
    }
  }

  private void roundTrip(String through) {
    try (Store first = open("rocksdb:" + directory.resolve("first"));
        Store middle = open(through);
        Store last = open("rocksdb:" + directory.resolve("last"))) {
      fill(first);
      copy(first, middle);
      same(first, middle);
      Link changed = change(first);
      copy(first, middle);
      same(first, middle);
      copy(middle, last);
      same(first, last);
      assertThat(last.links().find(changed.key())).isEqualTo(changed);
      assertThat(nextCode(last)).isEqualTo(nextCode(first));
    }
  }

  private static Store open(String url) {
    return StoreUrl.parse(url).open();
  }

  private static void copy(Store from, Store to) {
    Copied copied = new StoreCopy(from, to, "it").copy(_ -> {});

    assertThat(copied).isInstanceOf(Copied.Done.class);
    assertThat(((Copied.Done) copied).report().conflicts().first()).isEmpty();
  }

  private static void same(Store one, Store other) {
    assertThat(new StoreCheck(one, other).check(_ -> {}).differences().first()).isEmpty();
    assertThat(new StoreCheck(other, one).check(_ -> {}).differences().first()).isEmpty();
  }

  private static String nextCode(Store store) {
    StoreCodes codes = codes(store);
    return codes.sequential().codeAt(store.sequence().position());
  }

  private static StoreCodes codes(Store store) {
    return StoreCodes.open(
        CodesConfig.DEFAULT, store, InstantSource.fixed(NOW), new Random(store.hashCode()));
  }

  private void fill(Store store) {
    codes(store);
    store.sequence().raise(77_777);
    store
        .apiKeys()
        .create(new ApiKey("abcdefghijkl", "a key", SecretHash.of("x"), Set.of(Scope.READ), NOW));
    IntStream.range(0, LINKS).forEach(i -> {
      Link link = link(i);
      store.links().create(link, Reuse.NEVER);
      if (i % 50 == 0) {
        store
            .visits()
            .add(List.of(
                new VisitTally(link.id(), NOW, 1 + i),
                new VisitTally(link.id(), NOW.minus(i, ChronoUnit.HOURS), 3)));
      }
    });
    store.links().bury(LinkKey.of(new Code("gone")));
  }

  /** A later version of one link, a deleted one, and a visit more. */
  private Link change(Store store) {
    Target target = new Target("https://example.org/");
    Link next = store.links().list(Query.newest(1)).links().getFirst();
    for (int i = 0; i < 3; i++) {
      next = next.changed(target, next.details(), next.history().next(NOW.plusSeconds(i)));
      store.links().replace(next);
    }
    store.links().delete(LinkKey.of(new Code("code5")), OptionalLong.empty());
    store.visits().add(List.of(new VisitTally(next.id(), NOW, 9)));
    return next;
  }

  private Link link(int i) {
    Instant created = NOW.minusMillis(i);
    LinkDetails details = i % 3 == 0
        ? new LinkDetails("Überschrift 🎈 " + i, "two\nlines", RedirectStatus.MOVED_PERMANENTLY)
        : LinkDetails.NONE;
    Domain domain = i % 7 == 1 ? new Domain("other.example:8080") : Domain.DEFAULT;
    String code = i % 11 == 1 ? "grüße/🎈" + i : "code" + i;
    return new Link(
        LinkId.create(created, random),
        new LinkKey(domain, new Code(code)),
        new Target("https://example.com/" + i % 1_000 + "?q=%20'\"\\"),
        details,
        new History(created, created.plusSeconds(i), i % 2 == 0 ? "someone" : null, 1 + i % 5));
  }
}
