package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What asking for codes can take of the store, of memory and of threads. */
class BoundedReadsTest {
  private static final LinkKey KEY = LinkKey.of(new Code("abc"));
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final TestNode node = new TestNode(Freshness.shared(FRESH, DAY));
  private final RedirectCache cache = node.cache;
  private final Queue<Runnable> waiting = node.waiting;
  private final Redirector redirector = node.redirector(waiting::add, DAY);
  private final Redirector direct = node.redirector(Runnable::run, DAY);

  @Test
  void resolve_scanWhileTheStoreHangs_isBounded() {
    List<CompletableFuture<Resolution>> answers = new ArrayList<>();
    for (int i = 0; i < 3 * Turns.MAX_READS; i++) {
      answers.add(redirector.resolve(LinkKey.of(new Code("scan" + i))));
    }
    assertThat(waiting).hasSize(Turns.MAX_READS);
    assertThat(answers.stream().filter(CompletableFuture::isDone))
        .hasSize(2 * Turns.MAX_READS)
        .allMatch(answer -> answer.join() instanceof Resolution.Unavailable);
    node.runAll();
    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(direct.resolve(KEY).join()).isEqualTo(new Resolution.Unknown());
    assertThat(cache.size()).isLessThan((1 << 20) / 8 / 300);
  }

  @Test
  void resolve_askersOfOneKeyWhileTheStoreHangs_areBounded() {
    List<CompletableFuture<Resolution>> answers = new ArrayList<>();
    for (int i = 0; i < Turns.MAX_ASKERS + 10; i++) {
      answers.add(redirector.resolve(KEY));
    }
    assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(10);
    node.runAll();
    assertThat(redirector.resolve(KEY)).isDone();
  }

  @Test
  void resolve_agingKeysWhileTheStoreHangs_areReadByAFewOnly() {
    for (int i = 0; i < 1_000; i++) {
      LinkKey key = LinkKey.of(new Code("many" + i));
      node.create(key);
      direct.resolve(key).join();
    }
    node.pass(FRESH);
    for (int i = 0; i < 1_000; i++) {
      assertThat(redirector.resolveNow(LinkKey.of(new Code("many" + i)))).isNotNull();
    }
    assertThat(waiting).hasSize(Turns.MAX_UNASKED);
    node.runAll();
  }
}
