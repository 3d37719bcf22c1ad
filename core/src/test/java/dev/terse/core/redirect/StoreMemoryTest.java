package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.figure.Figure;
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
import dev.terse.core.store.forward.ForwardingLinks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redirects that our memory does not know, and the store's does. */
final class StoreMemoryTest {
  private static final LinkKey KEY = LinkKey.of(new Code("abc"));
  private static final Target OLD = new Target("https://example.com/old");
  private static final Target NEW = new Target("https://example.com/new");
  private static final byte[] PATH = "abc".getBytes(StandardCharsets.US_ASCII);

  private final MemoryStore store = new MemoryStore();
  private final RedirectCache cache = new RedirectCache(1 << 20);
  private final List<Runnable> reads = new ArrayList<>();
  private final Redirector redirector =
      new Redirector(new Peeked(), cache, RedirectStatus.FOUND, reads::add);
  private final Link link = new Link(
      LinkId.create(Instant.EPOCH, new Random(1)),
      KEY,
      OLD,
      LinkDetails.NONE,
      History.begin(Instant.EPOCH, null));

  private boolean inMemory = true;
  private Runnable afterPeek = () -> {};

  /** The store, which has in memory what a test says. */
  private final class Peeked extends ForwardingLinks {
    Peeked() {
      super(store.links());
    }

    @Override
    public @Nullable Link peek(LinkKey key) {
      Link peeked = inMemory ? store.links().read(key) : null;
      afterPeek.run();
      return peeked;
    }
  }

  @BeforeEach
  void listen() {
    store.onChange(cache::forget);
    store.links().create(link, Reuse.NEVER);
  }

  @Test
  void resolveNow_inTheStoresMemory_redirectsAndRemembers() {
    Resolution expected = new Resolution.Redirect(link.id(), OLD, RedirectStatus.FOUND);

    assertThat(redirector.resolveNow(KEY)).isEqualTo(expected);

    store.setFailing(true);
    assertThat(redirector.resolveNow(KEY)).isEqualTo(expected);
    assertThat(reads).isEmpty();
    assertThat(redirector.figures())
        .anyMatch(figure -> figure instanceof Figure.Count count
            && count.name().equals("redirect_store_memory_answers")
            && count.value() == 1);
  }

  @Test
  void resolveNow_notInTheStoresMemory_isLeftToARead() {
    inMemory = false;

    assertThat(redirector.resolveNow(KEY)).isNull();

    CompletableFuture<Resolution> _ = redirector.resolve(KEY);
    assertThat(reads).hasSize(1);
  }

  @Test
  void resolveNow_storeFails_isLeftToARead() {
    store.setFailing(true);

    assertThat(redirector.resolveNow(KEY)).isNull();
  }

  @Test
  void resolveNow_changedDuringTheLook_neitherTellsNorKeepsWhatWas() {
    afterPeek = this::change;

    assertThat(redirector.resolveNow(KEY)).isNull();

    afterPeek = () -> {};
    assertThat(target(redirector.resolveNow(KEY))).isEqualTo(NEW);
  }

  @Test
  void near_changedAfterwards_tellsTheNew() {
    NearRedirects near = redirector.near(1);
    assertThat(target(near.resolve(KEY, PATH, 0, PATH.length))).isEqualTo(OLD);
    assertThat(near.find(PATH, 0, PATH.length)).isTrue();

    change();

    assertThat(near.find(PATH, 0, PATH.length)).isFalse();
    assertThat(target(near.resolve(KEY, PATH, 0, PATH.length))).isEqualTo(NEW);
  }

  private void change() {
    store.links().replace(link.changed(NEW, link.details(), link.history().next(Instant.EPOCH)));
  }

  private static @Nullable Target target(@Nullable Resolution resolution) {
    return resolution instanceof Resolution.Redirect redirect ? redirect.target() : null;
  }
}
