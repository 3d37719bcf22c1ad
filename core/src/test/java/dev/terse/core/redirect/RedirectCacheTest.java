package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RedirectCacheTest {
  private static final LinkKey KEY = LinkKey.of(new Code("a"));

  private final RedirectCache cache = new RedirectCache(1 << 20);
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void load_thatBringsNothing_isForgottenBeforeItsAskersAreTold() {
    CompletableFuture<Void> told =
        cache.load(KEY, this::cannotTell, tasks::add).thenRun(this::askAgain);

    tasks.remove().run();

    assertThat(told).isCompleted();
    assertThat(loads).hasValue(2);
  }

  private void askAgain() {
    assertThat(cache.load(KEY, this::cannotTell, Runnable::run)).isDone();
  }

  private @Nullable Resolution cannotTell(LinkKey key) {
    loads.incrementAndGet();
    return null;
  }
}
