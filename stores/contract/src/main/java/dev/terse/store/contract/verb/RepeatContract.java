package dev.terse.store.contract.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.shorten.IdempotencyKey;
import dev.terse.core.shorten.Once;
import dev.terse.core.shorten.RepeatableShortener;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.Store;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.port.Contract;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link RepeatableShortener} makes of repeated requests on a real store. */
public abstract class RepeatContract extends Contract {
  private static final int RUNNERS = 16;
  private static final IdempotencyKey KEY = new IdempotencyKey("", "one");

  @Test
  final void shorten_repeatedAcrossARestart_makesOneLink() {
    ShortenRequest request = ShorteningContract.request("once");
    Once first = shortener(Settings.OF_S, store).shorten(request, KEY);

    reopen();

    assertThat(shortener(Settings.OF_S, store).shorten(request, KEY))
        .isEqualTo(new Once.Answered(new Shortened.Created(link(first)), true));
    assertThat(listAll(Query.newest(10))).containsExactly(link(first));
  }

  @Test
  final void shorten_repeatedByManyAtOnceOnTwoNodes_makesOneLinkForEachKey() {
    List<RepeatableShortener> nodes =
        List.of(shortener(Settings.OF_S, store), shortener(Settings.OF_S, store));
    for (int round = 0; round < 5; round++) {
      IdempotencyKey key = new IdempotencyKey("", "round " + round);
      List<Once> outcomes =
          Race.run(RUNNERS, i -> nodes.get(i % 2).shorten(ShorteningContract.request("same"), key));
      assertThat(outcomes).extracting(RepeatContract::link).containsOnly(link(outcomes.get(0)));
    }
    assertThat(listAll(Query.newest(100))).hasSize(5);
  }

  @Test
  final void shorten_repeatedByManyWhileOthersReuse_makesOneLink() {
    RepeatableShortener node = shortener(Settings.OF_S, store);
    ShortenRequest request = ShorteningContract.request("same").reusing();

    List<Once> outcomes =
        Race.run(RUNNERS, i -> node.shorten(request, new IdempotencyKey("", "key " + i % 4)));

    assertThat(outcomes).extracting(RepeatContract::link).containsOnly(link(outcomes.get(0)));
    assertThat(listAll(Query.newest(100))).containsExactly(link(outcomes.get(0)));
  }

  @Test
  final void shorten_repeatedDigestWhoseCodeWasDeleted_makesOneLongerLink() {
    RepeatableShortener node = shortener(Settings.OF_FLASK, store);
    ShortenRequest request = ShorteningContract.request("digest");
    Link old = link(node.shorten(request, new IdempotencyKey("", "old")));
    links().delete(old.key(), OptionalLong.empty());

    List<Once> outcomes = Race.run(RUNNERS, i -> node.shorten(request, KEY));

    Link link = link(outcomes.get(0));
    assertThat(outcomes).extracting(RepeatContract::link).containsOnly(link);
    assertThat(link.code().value())
        .startsWith(old.code().value())
        .isNotEqualTo(old.code().value());
    assertThat(listAll(Query.newest(100))).containsExactly(link);
  }

  @Test
  final void shorten_repeatedAfterItsLinkWasDeleted_saysSoAndMakesNone() {
    RepeatableShortener node = shortener(Settings.OF_S, store);
    ShortenRequest request = ShorteningContract.request("gone").withCode("gone");
    node.shorten(request, KEY);
    links().delete(LinkKey.of(new Code("gone")), OptionalLong.empty());

    assertThat(node.shorten(request, KEY)).isEqualTo(new Once.Deleted());
    assertThat(listAll(Query.newest(10))).isEmpty();
  }

  private static RepeatableShortener shortener(Settings settings, Store store) {
    return new RepeatableShortener(settings.shortener(store), store.receipts());
  }

  /** The link that {@code once} gives. */
  static Link link(Once once) {
    return switch (once) {
      case Once.Answered(Shortened.Created(Link link), boolean _) -> link;
      case Once.Answered(Shortened.Reused(Link link), boolean _) -> link;
      case Once other -> throw new AssertionError("no link: " + other);
    };
  }
}
