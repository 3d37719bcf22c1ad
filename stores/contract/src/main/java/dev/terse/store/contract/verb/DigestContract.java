package dev.terse.store.contract.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.port.Contract;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link Shortener} makes of digest codes on a real store, as the Flask demo did. */
public abstract class DigestContract extends Contract {
  private static final int RUNNERS = 32;
  private static final ShortenRequest GOOGLE = ShortenRequest.of("http://www.google.com/");
  private static final ShortenRequest OTHER = ShortenRequest.of("https://example.com/other");

  @Test
  final void shorten_target_givesTheCodeOfItsDigest() {
    assertThat(code(shortener().shorten(GOOGLE))).isEqualTo("_5CCH-6ysCoz");
  }

  @Test
  final void shorten_sameTargetAgain_isTheSameLink() {
    Shortened first = shortener().shorten(GOOGLE);
    reopen();

    assertThat(first).isInstanceOf(Shortened.Created.class);
    assertThat(shortener().shorten(GOOGLE)).isInstanceOf(Shortened.Reused.class);
    assertThat(code(shortener().shorten(GOOGLE))).isEqualTo(code(first));
  }

  @Test
  final void shorten_sameTargetManyTimesAtOnce_makesOneLink() {
    Shortener shortener = shortener();

    List<Shortened> outcomes = Race.run(RUNNERS, i -> shortener.shorten(GOOGLE));

    assertThat(outcomes).filteredOn(Shortened.Created.class::isInstance).hasSize(1);
    assertThat(outcomes).extracting(DigestContract::code).containsOnly("_5CCH-6ysCoz");
  }

  @Test
  final void shorten_codeOfAnotherTarget_givesOneLonger() {
    shortener().shorten(OTHER.withCode("_5CCH-6ysCoz"));

    assertThat(code(shortener().shorten(GOOGLE))).isEqualTo("_5CCH-6ysCozp");
    assertThat(code(shortener().shorten(GOOGLE))).isEqualTo("_5CCH-6ysCozp");
    assertThat(links().find(LinkKey.of(new Code("_5CCH-6ysCoz"))))
        .isNotNull()
        .satisfies(link -> assertThat(link.target()).isEqualTo(new Target(OTHER.target())));
  }

  @Test
  final void shorten_codeDeleted_givesOneLonger() {
    shortener().shorten(GOOGLE);
    links().delete(LinkKey.of(new Code("_5CCH-6ysCoz")), OptionalLong.empty());

    assertThat(code(shortener().shorten(GOOGLE))).isEqualTo("_5CCH-6ysCozp");
  }

  @Test
  final void shorten_allLengthsInUse_saysWhatToDo() {
    for (String code : List.of("_5CCH-6ysCoz", "_5CCH-6ysCozp", "_5CCH-6ysCozpv")) {
      shortener().shorten(OTHER.withCode(code));
    }

    assertThat(shortener().shorten(GOOGLE))
        .isEqualTo(new Shortened.Exhausted("all codes of this target with 12 to 14 characters are"
            + " in use: raise codes.max-length, or choose a code"));
  }

  private Shortener shortener() {
    return Settings.OF_FLASK.shortener(store);
  }

  private static String code(Shortened shortened) {
    return ShorteningContract.code(shortened);
  }
}
