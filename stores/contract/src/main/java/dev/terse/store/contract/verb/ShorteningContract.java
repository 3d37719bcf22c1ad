package dev.terse.store.contract.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.port.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link Shortener} makes of sequential codes on a real store. */
public abstract class ShorteningContract extends Contract {
  private static final int RUNNERS = 32;

  @Test
  final void shorten_differentTargets_countsAsSDoes() {
    Shortener shortener = Settings.OF_S.shortener(store);

    assertThat(shorten(shortener, 4)).containsExactly("a", "b", "c", "d");
  }

  @Test
  final void shorten_reopenedAgainAndAgain_goesOnWithoutAGapOrADouble() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      codes.add(code(Settings.OF_S.shortener(store).shorten(request("start " + i))));
      reopen();
    }

    assertThat(codes).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
  }

  @Test
  final void shorten_sameTargetManyTimesAtOnce_makesOneLinkAndUsesOneCode() {
    Shortener shortener = Settings.OF_S.shortener(store);
    ShortenRequest request = request("the same").reusing();

    List<Shortened> outcomes = Race.run(RUNNERS, i -> shortener.shorten(request));

    assertThat(outcomes).filteredOn(Shortened.Created.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Shortened.Reused.class::isInstance).hasSize(RUNNERS - 1);
    assertThat(outcomes).extracting(ShorteningContract::code).containsOnly(code(outcomes.get(0)));
    List<String> later = new ArrayList<>(shorten(shortener, RUNNERS));
    later.add(code(outcomes.get(0)));
    assertThat(later)
        .doesNotHaveDuplicates()
        .allSatisfy(code -> assertThat(code).hasSize(1));
  }

  @Test
  final void shorten_sameTargetWithoutReuse_makesALinkEachTime() {
    Shortener shortener = Settings.OF_S.shortener(store);

    assertThat(code(shortener.shorten(request("the same")))).isEqualTo("a");
    assertThat(code(shortener.shorten(request("the same")))).isEqualTo("b");
    assertThat(shortener.shorten(request("the same").reusing()))
        .isInstanceOfSatisfying(
            Shortened.Reused.class,
            reused -> assertThat(reused.link().code()).isEqualTo(new Code("a")));
  }

  @Test
  final void shorten_chosenCode_isPassedOverByTheGenerator() {
    Shortener shortener = Settings.OF_S.shortener(store);

    assertThat(code(shortener.shorten(request("chosen").withCode("b")))).isEqualTo("b");
    assertThat(shorten(shortener, 2)).containsExactly("a", "c");
  }

  @Test
  final void shorten_chosenByManyAtOnce_isGivenToOne() {
    Shortener shortener = Settings.OF_S.shortener(store);

    List<Shortened> outcomes =
        Race.run(RUNNERS, i -> shortener.shorten(request("chooser " + i).withCode("mine")));

    assertThat(outcomes).filteredOn(Shortened.Created.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.equals(new Shortened.CodeTaken(new Code("mine"))))
        .hasSize(RUNNERS - 1);
  }

  @Test
  final void shorten_deletedCode_isNeverGivenAgain() {
    Shortener shortener = Settings.OF_S.letters("ab", 1).shortener(store);
    LinkKey first = LinkKey.of(new Code(code(shortener.shorten(request("first")))));
    links().delete(first, OptionalLong.empty());
    reopen();

    Shortener later = Settings.OF_S.letters("ab", 1).shortener(store);
    assertThat(later.shorten(request("first").withCode("a")))
        .isEqualTo(new Shortened.CodeTaken(new Code("a")));
    assertThat(code(later.shorten(request("first")))).isEqualTo("b");
    assertThat(later.shorten(request("first"))).isInstanceOf(Shortened.Exhausted.class);
  }

  @Test
  final void shorten_codesUsedUp_saysWhatToDoAndHarmsNoLink() {
    Shortener shortener = Settings.OF_S.letters("ab", 2).shortener(store);
    List<String> codes = shorten(shortener, 6);

    for (int i = 0; i < 3; i++) {
      assertThat(shortener.shorten(request("one too many")))
          .isEqualTo(new Shortened.Exhausted(
              "all 6 codes of 1 to 2 characters are given: raise codes.max-length"));
    }

    assertThat(codes).containsExactly("a", "b", "aa", "ab", "ba", "bb");
    assertThat(links().findByTarget(Domain.DEFAULT, target("one too many"))).isNull();
    assertThat(shortener.shorten(request("target 3").reusing()))
        .isInstanceOf(Shortened.Reused.class);
  }

  @Test
  final void shorten_longestLengthRaised_goesOnAndChangesNoLink() {
    shorten(Settings.OF_S.letters("ab", 2).shortener(store), 6);
    reopen();

    Shortener raised = Settings.OF_S.letters("ab", 3).shortener(store);
    assertThat(code(raised.shorten(request("later")))).isEqualTo("aaa");
    assertThat(links().find(LinkKey.of(new Code("ba"))))
        .isNotNull()
        .satisfies(link -> assertThat(link.target()).isEqualTo(target("target 4")));
  }

  @Test
  final void shorten_manyAtOnceOnTwoNodes_givesEachCodeOnce() {
    List<Shortener> nodes = List.of(Settings.OF_S.shortener(store), Settings.OF_S.shortener(store));
    int each = 50;

    List<List<String>> codes = Race.run(RUNNERS, runner -> {
      List<String> own = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        own.add(code(nodes.get(runner % 2).shorten(request("runner " + runner + " link " + i))));
      }
      return own;
    });

    assertThat(codes.stream().flatMap(List::stream).toList())
        .hasSize(RUNNERS * each)
        .doesNotHaveDuplicates()
        .allSatisfy(code -> assertThat(links().find(LinkKey.of(new Code(code)))).isNotNull());
  }

  private static List<String> shorten(Shortener shortener, int count) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      codes.add(code(shortener.shorten(request("target " + i))));
    }
    return codes;
  }

  static ShortenRequest request(String name) {
    return ShortenRequest.of(target(name).value());
  }

  static Target target(String name) {
    return new Target("https://example.com/" + name.replace(' ', '-'));
  }

  static String code(Shortened shortened) {
    return switch (shortened) {
      case Shortened.Created(var link) -> link.code().value();
      case Shortened.Reused(var link) -> link.code().value();
      case Shortened other -> other.toString();
    };
  }
}
