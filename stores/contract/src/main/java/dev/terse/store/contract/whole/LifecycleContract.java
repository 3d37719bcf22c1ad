package dev.terse.store.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.port.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store promises from opening to closing. */
public abstract class LifecycleContract extends Contract {
  /** Rounds of calls after which a close is under load. */
  private static final int ENOUGH = 100;

  @Test
  final void traits_nameTheBackend() {
    assertThat(store.traits().backend()).isNotBlank();
  }

  @Test
  final void check_whileOpen_returns() {
    store.check();
  }

  @Test
  final void close_twice_isHarmless() {
    store.close();
    store.close();
  }

  @Test
  final void everyCall_afterClose_saysClosed() {
    Link link = create(samples.link("abc"));
    Store closed = store;
    closed.close();
    Receipt receipt = new Receipt("request", link.key(), link.id(), false);
    Receipt other = new Receipt("request", link.key(), link.id(), true);
    Duration keep = Duration.ofHours(1);

    List<ThrowingCallable> calls = List.of(
        () -> closed.links().find(link.key()),
        () -> closed.links().findByTarget(Domain.DEFAULT, link.target()),
        () -> closed.links().create(samples.link("d"), Reuse.NEVER),
        () -> closed.links().create(samples.link("e"), Reuse.EXISTING),
        () -> closed.links().replace(samples.changed(link, "https://example.com/", null)),
        () -> closed.links().delete(link.key(), OptionalLong.empty()),
        () -> closed.links().list(Query.newest(1)),
        () -> closed.links().bury(link.key()),
        () -> closed.links().scan("", 1),
        () -> closed.visits().add(List.of(new VisitTally(link.id(), Instant.EPOCH, 1))),
        () -> closed.visits().totals(List.of(link.id())),
        () -> closed.apiKeys().create(samples.apiKey("a")),
        () -> closed.apiKeys().find("a"),
        () -> closed.apiKeys().list(),
        () -> closed.apiKeys().delete("a"),
        () -> closed.sequence().lease(1),
        () -> closed.sequence().position(),
        () -> closed.sequence().raise(1),
        () -> closed.links().holder(link.key()),
        () -> closed.receipts().find("a"),
        () -> closed.receipts().putIfAbsent("a", receipt, keep),
        () -> closed.receipts().replace("a", receipt, other, keep),
        () -> closed.settings().find("a"),
        () -> closed.settings().putIfAbsent("a", "b"),
        () -> closed.settings().replace("a", "b", "c"),
        () -> closed.settings().list(),
        () -> closed.check(),
        () -> closed.reindex(_ -> {}));
    for (ThrowingCallable call : calls) {
      assertThatExceptionOfType(StoreException.class)
          .as("call %s", calls.indexOf(call))
          .isThrownBy(call)
          .returns(Reason.CLOSED, StoreException::reason);
    }
  }

  @Test
  final void close_whileOthersCall_losesNothingAcknowledged() {
    List<Link> acknowledged = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger begun = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    Store racing = store;

    Race.run(9, i -> {
      try {
        if (i == 0) {
          while (begun.get() < ENOUGH) {
            Thread.onSpinWait();
          }
          racing.close();
          closed.set(true);
          return true;
        }
        for (int n = 0; !closed.get(); n++) {
          Link link = samples.link("c" + i + "-" + n);
          racing.links().create(link, Reuse.EXISTING);
          acknowledged.add(link);
          racing.links().find(link.key());
          racing.links().list(Query.newest(3));
          begun.incrementAndGet();
        }
        return true;
      } catch (StoreException e) {
        assertThat(e.reason()).isEqualTo(Reason.CLOSED);
        return false;
      } finally {
        // Whoever fails must not keep the first waiting.
        begun.addAndGet(ENOUGH);
      }
    });

    store = open();
    for (Link link : acknowledged) {
      assertThat(links().find(link.key())).isEqualTo(link);
    }
  }

  @Test
  final void onChange_isToldOfEachChange_beforeItsCallReturns() {
    List<LinkKey> told = Collections.synchronizedList(new ArrayList<>());
    store.onChange(told::add);

    Link link = create(samples.link("abc"));
    assertThat(told).containsExactly(link.key());
    links().replace(samples.changed(link, "https://example.com/", null));
    assertThat(told).containsExactly(link.key(), link.key());
    links().delete(link.key(), OptionalLong.of(2));
    assertThat(told).containsExactly(link.key(), link.key(), link.key());
  }

  @Test
  final void onChange_whenTold_canReadTheChange() {
    List<String> read = Collections.synchronizedList(new ArrayList<>());
    Store watched = store;
    store.onChange(key -> read.add(String.valueOf(watched.links().find(key))));

    Link link = create(samples.link("abc"));
    Link next = samples.changed(link, "https://example.com/", null);
    links().replace(next);
    links().delete(link.key(), OptionalLong.empty());

    assertThat(read).containsExactly(link.toString(), next.toString(), "null");
  }

  @Test
  final void reindex_whileOthersWrite_countsAndLosesNothing() {
    List<Link> made = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      made.add(create(samples.link("c" + i)));
    }
    List<Long> progress = Collections.synchronizedList(new ArrayList<>());

    List<Long> counts = Race.run(
        2,
        i -> i == 0
            ? store.reindex(progress::add)
            : create(samples.link("during")).history().version());

    assertThat(counts.getFirst()).isBetween(50L, 51L);
    assertThat(progress).isSorted().isNotEmpty();
    assertThat(progress.getLast()).isEqualTo(counts.getFirst());
    assertThat(links().list(Query.newest(100)).links()).containsAll(made).hasSize(51);
  }
}
