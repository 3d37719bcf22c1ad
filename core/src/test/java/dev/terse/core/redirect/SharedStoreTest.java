package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one node tells of a store that others change too, and that may be away. */
@Timeout(60)
class SharedStoreTest {
  private static final LinkKey KEY = LinkKey.of(new Code("abc"));
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration STALE = Duration.ofDays(1);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Target OLD = TestNode.TARGET;
  private static final Target NEW = new Target("https://example.com/new");
  private static final Target NONE = new Target("none");

  private final TestNode node = new TestNode(Freshness.shared(FRESH, STALE));
  private final MemoryStore store = node.store;
  private final RedirectCache cache = node.cache;
  private final Queue<Runnable> waiting = node.waiting;
  private final Redirector redirector = node.redirector(waiting::add, NEVER);
  private final Redirector direct = node.redirector(Runnable::run, NEVER);

  @Test
  void resolveNow_fresh_asksNobody() {
    remember();
    node.pass(FRESH.minusNanos(1));
    assertThat(now()).isEqualTo(OLD);
    assertThat(waiting).isEmpty();
  }

  @Test
  void resolveNow_aging_isAnsweredAtOnceAndReadOnceBehindTheScenes() {
    remember();
    changeElsewhere();
    node.pass(FRESH);
    for (int i = 0; i < 1_000; i++) {
      assertThat(now()).isEqualTo(OLD);
    }
    assertThat(waiting).hasSize(1);
    node.runAll();
    assertThat(now()).isEqualTo(NEW);
    assertThat(waiting).isEmpty();
  }

  @Test
  void resolve_notAskedForAWhile_asksTheStoreFirst() {
    remember();
    changeElsewhere();
    node.pass(FRESH.multipliedBy(2));
    assertThat(redirector.resolveNow(KEY)).isNull();
    CompletableFuture<Resolution> answer = redirector.resolve(KEY);
    assertThat(answer).isNotDone();
    node.runAll();
    assertThat(target(answer)).isEqualTo(NEW);
  }

  @Test
  void resolve_deletedElsewhere_isUnknownInTime() {
    remember();
    store.links().delete(KEY, OptionalLong.empty());
    node.pass(FRESH.multipliedBy(2));
    assertThat(direct.resolve(KEY).join()).isEqualTo(new Resolution.Unknown());
  }

  @Test
  void resolve_madeElsewhereAfterItWasUnknown_redirectsInTime() {
    assertThat(direct.resolve(KEY).join()).isEqualTo(new Resolution.Unknown());
    node.create(KEY);
    node.pass(FRESH);
    assertThat(target(direct.resolve(KEY))).isEqualTo(OLD);
  }

  @Test
  void resolve_readTakesLong_isAsOldAsItsBeginning() {
    node.create(KEY);
    store.links().afterRead(() -> {
      store.links().afterRead(() -> {});
      node.pass(FRESH);
    });
    assertThat(target(direct.resolve(KEY))).isEqualTo(OLD);
    changeElsewhere();
    node.pass(FRESH);
    assertThat(target(direct.resolve(KEY))).isEqualTo(NEW);
  }

  @Test
  void resolve_thousandAskersAfterAWhile_readOnce() throws Exception {
    Redirector threaded = node.redirector(Thread::startVirtualThread, NEVER);
    remember();
    changeElsewhere();
    node.pass(FRESH.multipliedBy(3));
    CountDownLatch mayAnswer = new CountDownLatch(1);
    store.links().afterRead(() -> await(mayAnswer));
    int before = store.links().finds();
    List<CompletableFuture<Target>> answers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(CompletableFuture.supplyAsync(
          () -> target(threaded.resolve(KEY)), Thread::startVirtualThread));
    }
    mayAnswer.countDown();
    for (CompletableFuture<Target> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(NEW);
    }
    assertThat(store.links().finds() - before).isEqualTo(1);
  }

  @Test
  void resolve_storeFails_toldStaleButNeverBeyondTheBound() {
    remember();
    store.setFailing(true);
    node.pass(STALE.minusNanos(1));
    assertThat(target(direct.resolve(KEY))).isEqualTo(OLD);
    node.pass(Duration.ofNanos(1));
    assertThat(direct.resolve(KEY).join()).isEqualTo(new Resolution.Unavailable());
  }

  @Test
  void resolve_storeFails_unknownCodesAreUnavailableOnceOld() {
    direct.resolve(KEY).join();
    store.setFailing(true);
    assertThat(direct.resolve(KEY).join()).isEqualTo(new Resolution.Unknown());
    node.pass(FRESH);
    assertThat(direct.resolve(KEY).join()).isEqualTo(new Resolution.Unavailable());
    store.setFailing(false);
    node.create(KEY);
    assertThat(target(direct.resolve(KEY))).isEqualTo(OLD);
  }

  @Test
  void resolve_storeKnownToFail_isAskedByProbesOnlyAndFoundWellAgain() {
    remember();
    store.setFailing(true);
    for (int i = 0; i < Breaker.FAILURES; i++) {
      direct.resolve(LinkKey.of(new Code("cold" + i))).join();
    }
    int before = store.links().finds();
    node.pass(STALE.dividedBy(2));
    for (int i = 0; i < 1_000; i++) {
      node.pass(Duration.ofMillis(10));
      assertThat(target(direct.resolve(KEY))).isEqualTo(OLD);
      assertThat(direct.resolve(LinkKey.of(new Code("cold"))).join())
          .isEqualTo(new Resolution.Unavailable());
    }
    assertThat(store.links().finds() - before).isBetween(19, 21);
    store.setFailing(false);
    changeElsewhere();
    node.pass(Breaker.PROBE_EVERY);
    assertThat(target(direct.resolve(KEY))).isEqualTo(OLD);
    assertThat(target(direct.resolve(KEY))).isEqualTo(NEW);
  }

  @Test
  void resolve_storeHangs_memoryAnswersAfterABoundAndThenAtOnce() throws Exception {
    Redirector impatient = node.redirector(Thread::startVirtualThread, Duration.ofMillis(20));
    remember();
    node.pass(STALE.dividedBy(2));
    CountDownLatch mayAnswer = new CountDownLatch(1);
    store.links().afterRead(() -> await(mayAnswer));
    assertThat(impatient.resolveNow(KEY)).isNull();
    assertThat(impatient.resolve(KEY).get(10, TimeUnit.SECONDS))
        .isInstanceOf(Resolution.Redirect.class);
    assertThat(impatient.resolveNow(KEY)).isInstanceOf(Resolution.Redirect.class);
    mayAnswer.countDown();
  }

  @Test
  void resolve_forgottenWhileTheStoreFails_isNotToldStale() {
    remember();
    node.pass(FRESH.multipliedBy(3));
    CompletableFuture<Resolution> answer = redirector.resolve(KEY);
    cache.forget(KEY);
    store.setFailing(true);
    node.runAll();
    assertThat(answer.join()).isEqualTo(new Resolution.Unavailable());
  }

  @Test
  void resolveNow_forgottenWhileReadAgain_keepsNothingOfThatRead() {
    remember();
    node.pass(FRESH);
    now();
    store.links().afterRead(() -> {
      store.links().afterRead(() -> {});
      changeElsewhere();
      cache.forget(KEY);
    });
    node.runAll();
    assertThat(redirector.resolveNow(KEY)).isNull();
  }

  private void remember() {
    node.create(KEY);
    assertThat(target(direct.resolve(KEY))).isEqualTo(TestNode.TARGET);
  }

  private Target now() {
    return redirector.resolveNow(KEY) instanceof Resolution.Redirect redirect
        ? redirect.target()
        : NONE;
  }

  private static Target target(CompletableFuture<Resolution> answer) {
    return answer.join() instanceof Resolution.Redirect redirect ? redirect.target() : NONE;
  }

  /** Another node's change: nobody tells this one's cache. */
  private void changeElsewhere() {
    Link link = Objects.requireNonNull(store.links().read(KEY));
    store.links().replace(link.changed(NEW, link.details(), link.history().next(Instant.EPOCH)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
