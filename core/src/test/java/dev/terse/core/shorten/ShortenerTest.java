package dev.terse.core.shorten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.code.CodeGenerator;
import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.code.CodeGenerators;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.code.ReservedCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.MemoryStore;
import dev.terse.core.store.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a shortener decides before and around the store; with a store, see the store contract. */
class ShortenerTest {
  private static final String TARGET = "https://example.com/";

  private final MemoryStore store = new MemoryStore();
  private final Counting codes = new Counting();
  private final Shortener shortener = shortener(false);

  @Test
  void shorten_invalidTarget_saysWhyAndDrawsNothing() {
    assertThat(shortener.shorten(ShortenRequest.of("javascript:alert(1)")))
        .isInstanceOf(Shortened.InvalidTarget.class);
    assertThat(codes.drawn).isZero();
  }

  @Test
  void shorten_invalidCode_saysWhy() {
    assertThat(shortener.shorten(ShortenRequest.of(TARGET).withCode("a b")))
        .isEqualTo(new Shortened.InvalidCode(
            "has a character that codes cannot hold: use letters, digits, - _ . ~ and /"));
  }

  @Test
  void shorten_reservedCodeChosen_isTaken() {
    for (String code : Set.of("get", "-/api", ".well-known/x")) {
      assertThat(shortener.shorten(ShortenRequest.of(TARGET).withCode(code)))
          .isEqualTo(new Shortened.CodeTaken(new Code(code)));
    }
  }

  @Test
  void shorten_reservedCodeDrawn_drawsAnother() {
    codes.names = new String[] {"get", "-/x", "free"};
    assertThat(code(shortener.shorten(ShortenRequest.of(TARGET)))).isEqualTo("free");
  }

  @Test
  void shorten_chosenCodeOfTheSameTarget_isReusedOnlyIfAskedFor() {
    ShortenRequest request = ShortenRequest.of(TARGET).withCode("mine");
    assertThat(code(shortener.shorten(request))).isEqualTo("mine");
    assertThat(shortener.shorten(request)).isInstanceOf(Shortened.CodeTaken.class);
    assertThat(shortener.shorten(request.reusing())).isInstanceOf(Shortened.Reused.class);
    assertThat(shortener(true).shorten(request)).isInstanceOf(Shortened.Reused.class);
    ShortenRequest other = ShortenRequest.of(TARGET + "other").withCode("mine").reusing();
    assertThat(shortener.shorten(other)).isEqualTo(new Shortened.CodeTaken(new Code("mine")));
    store.links().delete(LinkKey.of(new Code("mine")), OptionalLong.empty());
    assertThat(shortener.shorten(request.reusing())).isInstanceOf(Shortened.CodeTaken.class);
  }

  @Test
  void shorten_privateGenerator_reusesNothing() {
    assertThat(code(shortener.shorten(ShortenRequest.of(TARGET)))).isEqualTo("a");
    codes.secret = true;
    assertThat(code(shortener.shorten(ShortenRequest.of(TARGET).reusing()))).isEqualTo("b");
    assertThat(code(shortener(true).shorten(ShortenRequest.of(TARGET)))).isEqualTo("c");
  }

  @Test
  void shorten_everyDrawnCodeInUse_ends() {
    codes.names = new String[] {"same"};
    assertThat(code(shortener.shorten(ShortenRequest.of(TARGET)))).isEqualTo("same");
    assertThat(shortener.shorten(ShortenRequest.of(TARGET)))
        .isInstanceOf(Shortened.Exhausted.class);
    assertThat(codes.drawn).isEqualTo(1 + Shortener.MAX_ATTEMPTS);
  }

  @Test
  void shorten_noCodeLeft_handsTheRemedyOn() {
    codes.names = new String[0];
    assertThat(shortener.shorten(ShortenRequest.of(TARGET)))
        .isEqualTo(new Shortened.Exhausted("none left"));
  }

  @Test
  void shorten_storeFails_throws() {
    store.setFailing(true);
    assertThatThrownBy(() -> shortener.shorten(ShortenRequest.of(TARGET)))
        .isInstanceOf(StoreException.class);
  }

  private Shortener shortener(boolean reuse) {
    return shortener(store, codes, reuse);
  }

  /** One whose generators are all {@code codes}; "get" is reserved. */
  static Shortener shortener(MemoryStore store, CodeGenerator codes, boolean reuse) {
    Map<GeneratorName, CodeGenerator> all = Map.of(
        GeneratorName.SEQUENTIAL, codes,
        GeneratorName.DIGEST, codes,
        GeneratorName.RANDOM, codes);
    return new Shortener(
        store.links(),
        new CodeGenerators(all, GeneratorName.SEQUENTIAL),
        new Shortener.Rules(TargetPolicy.DEFAULT, new ReservedCodes(Set.of("get")), reuse),
        () -> Instant.EPOCH,
        new Random(1));
  }

  private static String code(Shortened shortened) {
    return shortened instanceof Shortened.Created(var link) ? link.code().value() : "none";
  }

  /** Draws the names one after the other, then the last one again and again. */
  private static final class Counting implements CodeGenerator {
    private String[] names = {"a", "b", "c"};
    private boolean secret;
    private int drawn;

    @Override
    public Draw draw(Target target, int attempt) {
      if (names.length == 0) {
        return new Draw.Exhausted("none left");
      }
      return new Draw.Drawn(new Code(names[Math.min(drawn++, names.length - 1)]));
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }

    @Override
    public boolean isPrivate() {
      return secret;
    }
  }
}
