package dev.terse.store.contract.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.shorten.IdempotencyKey;
import dev.terse.core.shorten.Once;
import dev.terse.core.shorten.RepeatableShortener;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.Store;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.model.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What requests repeated at other nodes come to. */
public abstract class SharedRepeatContract {
  private static final int RUNNERS = 16;
  private static final int ROUNDS = 5;
  private static final Duration DAY = Duration.ofHours(24);

  /** The node of that number; there are a few, and they are counted round. */
  protected abstract Store node(int number);

  @Test
  final void receipts_onAllNodes_agree() {
    Link link = new Samples(new Random(8)).link("abc");
    List<Receipt> kept = Race.run(
        RUNNERS,
        i -> node(i)
            .receipts()
            .putIfAbsent("same", new Receipt("by " + i, link.key(), link.id(), false), DAY));

    assertThat(kept).containsOnly(kept.getFirst());
    for (int i = 0; i < RUNNERS; i++) {
      assertThat(node(i).receipts().find("same")).isEqualTo(kept.getFirst());
    }
  }

  @Test
  final void shorten_repeatedOnAllNodesAtOnce_makesOneLinkForEachKey() {
    List<RepeatableShortener> shorteners = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      Store node = node(i);
      shorteners.add(new RepeatableShortener(Settings.OF_S.shortener(node), node.receipts()));
    }
    ShortenRequest request = ShorteningContract.request("the same");
    for (int round = 0; round < ROUNDS; round++) {
      IdempotencyKey key = new IdempotencyKey("", "round " + round);
      List<Once> outcomes = Race.run(RUNNERS, i -> shorteners.get(i).shorten(request, key));

      assertThat(outcomes)
          .extracting(RepeatContract::link)
          .containsOnly(RepeatContract.link(outcomes.getFirst()));
    }
    assertThat(node(0).links().list(Query.newest(100)).links()).hasSize(ROUNDS);
  }
}
