package dev.terse.store.redis.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.redis.OneServer;
import dev.terse.store.redis.Patient;
import dev.terse.store.redis.table.Attempts.Result;
import dev.terse.store.redis.table.Hints.Hint;
import dev.terse.store.redis.wire.RedisAddress;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import dev.terse.testbed.RedisServer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Creators that stop between their hint and their link, for a while or for ever. */
@Tag("slow")
class ClaimsTest {
  private static final String TARGET = "https://example.com/same";

  /** A link that comes within this time is waited for. */
  private static final Duration WAITED = Duration.ofMillis(300);

  private static final int LATE_ROUNDS = 50;
  private static final Script CREATE = Script.load(LinkTable.class, "create.lua");

  @RegisterExtension
  static final OneServer<RedisServer> REDIS = OneServer.redis();

  private final Samples samples = new Samples(new Random(13));
  private RedisWire wire;
  private Store store;

  @BeforeEach
  void begin() {
    StoreUrl url = Patient.url(REDIS.get().url());
    store = url.open();
    wire = RedisWire.open(RedisAddress.parse(url), "test");
  }

  @AfterEach
  void end() {
    wire.close();
    store.close();
  }

  @Test
  void create_afterAClaimWithoutALink_takesItOver_andTheCreatorCannotWriteAnyMore() {
    Link paused = samples.link("paused", TARGET);
    Stored attempt = claim(paused);
    Link other = samples.link("other", TARGET);

    assertThat(store.links().create(other, Reuse.EXISTING)).isEqualTo(new Creation.Created(other));

    assertThat(write(attempt, paused)).isEqualTo(Result.FENCED);
    assertThat(store.links().find(paused.key())).isNull();
    assertThat(store.links().create(paused, Reuse.EXISTING)).isEqualTo(new Creation.Reused(other));
    assertThat(store.links().create(paused, Reuse.NEVER)).isEqualTo(new Creation.Created(paused));
  }

  @Test
  void create_whileAClaimsLinkIsOnItsWay_waitsForIt() {
    boolean wasInTime = false;
    for (int round = 0; !wasInTime; round++) {
      assertThat(round).as("rounds in which the link came too late").isLessThan(LATE_ROUNDS);
      wasInTime = waitsForALinkOnItsWay("round" + round);
    }
  }

  /** False if this machine stood still, so that the link came later than it is waited for. */
  private boolean waitsForALinkOnItsWay(String name) {
    String target = TARGET + name;
    Link first = samples.link(name + "first", target);
    Stored attempt = claim(first);
    long began = System.nanoTime();
    CompletableFuture<Long> written = CompletableFuture.supplyAsync(
        () -> {
          pause(100);
          boolean isDone = write(attempt, first) == Result.DONE;
          return isDone ? System.nanoTime() - began : Long.MAX_VALUE;
        },
        Thread::startVirtualThread);

    Creation creation = store.links().create(samples.link(name + "other", target), Reuse.EXISTING);

    boolean wasInTime = written.join() < WAITED.toNanos();
    if (wasInTime) {
      assertThat(creation).isEqualTo(new Creation.Reused(first));
    }
    return wasInTime;
  }

  @Test
  void create_afterHintsThatAreWrong_removesThem() {
    Link moved = samples.link("moved", TARGET);
    store.links().create(moved, Reuse.NEVER);
    store.links().replace(samples.changed(moved, "https://example.com/elsewhere", null));
    Link deleted = samples.link("deleted", TARGET);
    store.links().create(deleted, Reuse.NEVER);
    store.links().delete(deleted.key(), OptionalLong.empty());
    Hints hints = new Hints(wire, Domain.DEFAULT, moved.target());
    wire.await(hints.add(Hint.of(stored(moved))));
    wire.await(hints.add(Hint.of(stored(deleted))));

    assertThat(store.links().findByTarget(Domain.DEFAULT, moved.target())).isNull();
    Link fresh = samples.link("fresh", TARGET);
    assertThat(store.links().create(fresh, Reuse.EXISTING)).isEqualTo(new Creation.Created(fresh));
    assertThat(hints.first(10)).hasSize(1);
  }

  @Test
  void replace_ofALinkWhoseAttemptIsFencedOff_triesAgain() {
    Link link = samples.link("abc");
    store.links().create(link, Reuse.NEVER);
    Link next = samples.changed(link, TARGET, null);

    assertThat(store.links().replace(next)).isEqualTo(new Change.Done(next));
    assertThat(store.links().findByTarget(Domain.DEFAULT, next.target())).isEqualTo(next);
  }

  @Test
  void settle_attemptThatHasWritten_tellsSo() {
    Link link = samples.link("abc", TARGET);
    Stored attempt = claim(link);
    write(attempt, link);

    assertThat(new Attempts(wire).settle(link.key(), attempt.token()).result())
        .isEqualTo(Result.DONE);
    assertThat(store.links().find(link.key())).isEqualTo(link);
  }

  @Test
  void reindex_bringsLostHintsBack() {
    Link link = samples.link("abc", TARGET);
    store.links().create(link, Reuse.NEVER);
    String hints = REDIS.get().cli("--scan", "--pattern", "terse:*:t:*");
    assertThat(hints.lines()).hasSize(1);
    REDIS
        .get()
        .cli(
            "eval",
            "for _, key in ipairs(redis.call('KEYS', 'terse:*:t:*')) do redis.call('DEL', key) end",
            "0");
    assertThat(store.links().findByTarget(Domain.DEFAULT, link.target())).isNull();

    assertThat(store.reindex(_ -> {})).isEqualTo(1);

    assertThat(store.links().findByTarget(Domain.DEFAULT, link.target())).isEqualTo(link);
  }

  private Stored claim(Link link) {
    Stored next = stored(link);
    assertThat(new Hints(wire, Domain.DEFAULT, link.target()).claim(Hint.of(next), 8))
        .isEmpty();
    return next;
  }

  private Result write(Stored next, Link link) {
    Attempts attempts = new Attempts(wire);
    byte[][] keys = {
      attempts.link(link.key()),
      attempts.fence(link.key(), next.token()),
      Bucket.of(link.key()).key("terse", "a")
    };
    return attempts
        .run(
            CREATE,
            next,
            keys,
            next.bytes(),
            Bytes.age(link.key(), link.id()),
            new byte[0],
            new byte[0])
        .result();
  }

  private static Stored stored(Link link) {
    return Stored.link(LinkRecord.of(link), Stored.newToken());
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
