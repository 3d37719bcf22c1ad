package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.MemoryStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedirectorTest {
  private static final LinkKey KEY = LinkKey.of(new Code("abc"));
  private static final Target OLD = new Target("https://example.com/old");
  private static final Target NEW = new Target("https://example.com/new");

  private final MemoryStore store = new MemoryStore();
  private final List<Runnable> waiting = new ArrayList<>();
  private long nanos;
  private final RedirectCache cache =
      new RedirectCache(1 << 20, Freshness.UNTIL_FORGOTTEN, () -> nanos);
  private final Redirector redirector =
      new Redirector(store.links(), cache, RedirectStatus.FOUND, Runnable::run);

  /** Loads on another thread, as the product does. */
  private final Redirector threaded =
      new Redirector(store.links(), cache, RedirectStatus.FOUND, Thread::startVirtualThread);

  @BeforeEach
  void listen() {
    store.onChange(cache::forget);
  }

  @Test
  void resolve_link_redirectsWithTheConfiguredStatus() {
    Link link = create(LinkDetails.NONE);
    assertThat(redirector.resolve(KEY).join())
        .isEqualTo(new Resolution.Redirect(link.id(), OLD, RedirectStatus.FOUND));
  }

  @Test
  void resolve_linkWithStatus_redirectsWithItsOwn() {
    Link link = create(new LinkDetails(null, null, RedirectStatus.PERMANENT_REDIRECT));
    assertThat(redirector.resolve(KEY).join())
        .isEqualTo(new Resolution.Redirect(link.id(), OLD, RedirectStatus.PERMANENT_REDIRECT));
  }

  @Test
  void resolveNow_resolvedBefore_answersFromMemory() {
    create(LinkDetails.NONE);
    assertThat(redirector.resolveNow(KEY)).isNull();
    Resolution loaded = redirector.resolve(KEY).join();
    store.setFailing(true);
    nanos += Duration.ofDays(1_000).toNanos();
    assertThat(redirector.resolveNow(KEY)).isSameAs(loaded);
    assertThat(redirector.resolve(KEY).join()).isSameAs(loaded);
    assertThat(store.links().finds()).isEqualTo(1);
  }

  @Test
  void resolve_askedWhileLoading_loadsOnce() {
    create(LinkDetails.NONE);
    Redirector patient = new Redirector(store.links(), cache, RedirectStatus.FOUND, waiting::add);
    CompletableFuture<Resolution> first = patient.resolve(KEY);
    CompletableFuture<Resolution> second = patient.resolve(KEY);
    assertThat(patient.resolveNow(KEY)).isNull();
    assertThat(waiting).hasSize(1);
    waiting.forEach(Runnable::run);
    assertThat(first.join()).isSameAs(second.join());
    assertThat(store.links().finds()).isEqualTo(1);
  }

  @Test
  void resolve_unknownCode_isRememberedForABoundedTime() {
    assertThat(redirector.resolve(KEY).join()).isEqualTo(new Resolution.Unknown());
    assertThat(redirector.resolveNow(KEY)).isEqualTo(new Resolution.Unknown());
    nanos += Freshness.UNTIL_FORGOTTEN.unknown().toNanos();
    assertThat(redirector.resolveNow(KEY)).isNull();
  }

  @Test
  void resolve_codeCreatedAfterItWasUnknown_redirects() {
    redirector.resolve(KEY).join();
    create(LinkDetails.NONE);
    assertThat(target()).isEqualTo(OLD);
  }

  @Test
  void resolve_linkChanged_redirectsToTheNewTarget() {
    Link link = create(LinkDetails.NONE);
    assertThat(target()).isEqualTo(OLD);
    change(link);
    assertThat(target()).isEqualTo(NEW);
  }

  @Test
  void resolve_linkDeleted_isUnknown() {
    create(LinkDetails.NONE);
    assertThat(target()).isEqualTo(OLD);
    store.links().delete(KEY, OptionalLong.empty());
    assertThat(redirector.resolve(KEY).join()).isEqualTo(new Resolution.Unknown());
  }

  @Test
  void resolve_linkChangedWhileItsOldStateIsLoaded_isNotKept() {
    Link link = create(LinkDetails.NONE);
    store.links().afterRead(() -> {
      store.links().afterRead(() -> {});
      change(link);
    });
    assertThat(target(threaded)).isEqualTo(OLD);
    assertThat(threaded.resolveNow(KEY)).isNull();
    assertThat(target(threaded)).isEqualTo(NEW);
  }

  @Test
  void resolve_linkDeletedWhileItIsLoaded_isNotKept() {
    create(LinkDetails.NONE);
    store.links().afterRead(() -> {
      store.links().afterRead(() -> {});
      store.links().delete(KEY, OptionalLong.empty());
    });
    threaded.resolve(KEY).join();
    assertThat(threaded.resolve(KEY).join()).isEqualTo(new Resolution.Unknown());
  }

  @Test
  void resolve_storeFails_isUnavailableAndNeverKept() {
    create(LinkDetails.NONE);
    store.setFailing(true);
    assertThat(redirector.resolve(KEY).join()).isEqualTo(new Resolution.Unavailable());
    assertThat(redirector.resolveNow(KEY)).isNull();
    store.setFailing(false);
    assertThat(target()).isEqualTo(OLD);
  }

  @Test
  void resolve_bug_isUnavailableAndNeverKept() {
    create(LinkDetails.NONE);
    store.links().afterRead(() -> {
      throw new IllegalStateException("a bug");
    });
    assertThat(redirector.resolve(KEY).join()).isEqualTo(new Resolution.Unavailable());
    store.links().afterRead(() -> {});
    assertThat(target()).isEqualTo(OLD);
  }

  @Test
  void load_moreThanFits_staysWithinItsMemory() {
    RedirectCache small = new RedirectCache(100_000);
    Redirector scanned = new Redirector(store.links(), small, RedirectStatus.FOUND, Runnable::run);
    for (int i = 0; i < 10_000; i++) {
      scanned.resolve(LinkKey.of(new Code("scan" + i))).join();
    }
    assertThat(small.size()).isLessThan(400);
  }

  @Test
  void resolveNow_hit_allocatesNothing() {
    assertThat(bytesPerHit(redirector)).isLessThan(1.0);
  }

  @Test
  void resolveNow_hitOfASharedStore_allocatesNothing() {
    RedirectCache shared =
        new RedirectCache(1 << 20, Freshness.shared(Duration.ofDays(1), Duration.ofDays(1)));
    Redirector fresh = new Redirector(store.links(), shared, RedirectStatus.FOUND, Runnable::run);
    assertThat(bytesPerHit(fresh)).isLessThan(1.0);
  }

  /** Of 20 rounds the one that allocates least counts: the others may hold compilation's share. */
  private double bytesPerHit(Redirector asked) {
    create(LinkDetails.NONE);
    asked.resolve(KEY).join();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = 20_000;
    int redirects = 0;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        redirects += asked.resolveNow(KEY) instanceof Resolution.Redirect ? 1 : 0;
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(redirects).isEqualTo(20 * calls);
    return least / (double) calls;
  }

  private Target target() {
    return target(redirector);
  }

  private static Target target(Redirector redirector) {
    return redirector.resolve(KEY).join() instanceof Resolution.Redirect redirect
        ? redirect.target()
        : new Target("none");
  }

  private Link create(LinkDetails details) {
    Link link = new Link(
        LinkId.create(Instant.EPOCH, new Random(1)),
        KEY,
        OLD,
        details,
        History.begin(Instant.EPOCH, null));
    store.links().create(link, Reuse.NEVER);
    return link;
  }

  private void change(Link link) {
    store.links().replace(link.changed(NEW, link.details(), link.history().next(Instant.EPOCH)));
  }
}
