package dev.terse.core.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.DigestAlgorithm;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.code.ReservedCodes;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.store.MemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AdoptionTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final ReservedCodes RESERVED = new ReservedCodes(Set.of("get"));

  private final MemoryStore store = new MemoryStore();

  @Test
  void add_links_areThereUnderTheirCodes() {
    Adoption.Report report = adopt(adoption -> {
      adoption.add("a", "http://www.example.com/a b", null, true);
      adoption.add("b", "http://bücher.example/ä", NOW.minusSeconds(9), true);
    });

    assertThat(report.made()).isEqualTo(2);
    assertThat(get("a").target()).isEqualTo(new Target("http://www.example.com/a%20b"));
    assertThat(get("b").target()).isEqualTo(new Target("http://xn--bcher-kva.example/%C3%A4"));
    assertThat(get("b").history().created()).isEqualTo(NOW.minusSeconds(9));
  }

  @Test
  void add_again_isPresentAndUnchanged() {
    adopt(adoption -> adoption.add("a", "http://www.example.com/", null, true));
    Link first = get("a");

    Adoption.Report report =
        adopt(adoption -> adoption.add("a", "http://www.example.com/", null, true));

    assertThat(report.made()).isZero();
    assertThat(report.present()).isEqualTo(1);
    assertThat(get("a")).isEqualTo(first);
  }

  @Test
  void add_codeInUseForAnotherTarget_isAConflict() {
    adopt(adoption -> {
      adoption.add("a", "http://www.example.com/1", null, true);
      adoption.add("gone", "http://www.example.com/1", null, true);
    });
    store.links().delete(LinkKey.of(new Code("gone")), OptionalLong.empty());

    Adoption.Report report = adopt(adoption -> {
      adoption.add("a", "http://www.example.com/2", null, true);
      adoption.add("gone", "http://www.example.com/1", null, true);
    });

    assertThat(report.conflicts().first())
        .containsExactlyInAnyOrder(
            "a leads to http://www.example.com/1 here, and stays so",
            "gone was deleted here, and stays so");
    assertThat(get("a").target()).isEqualTo(new Target("http://www.example.com/1"));
  }

  @Test
  void add_whatCanBeNoLink_isToldAndStopsNothing() {
    Adoption.Report report = adopt(adoption -> {
      adoption.add("a", "javascript:alert(1)", null, true);
      adoption.add("b c", "http://www.example.com/", null, true);
      adoption.add("get", "http://www.example.com/", null, true);
      adoption.add("d", "http://user:secret@www.example.com/", null, true);
      adoption.unreadable("e", "is nothing");
      adoption.add("f", "http://www.example.com/", null, true);
    });

    assertThat(report.made()).isEqualTo(1);
    assertThat(report.refused().count()).isEqualTo(5);
    assertThat(report.refused().first())
        .anySatisfy(line -> assertThat(line).startsWith("a: the target begins with javascript:"))
        .anySatisfy(line -> assertThat(line).startsWith("b c: the code has a character"))
        .contains("get: the code is a path of Terse's own", "e: is nothing");
  }

  @Test
  void add_severalCodesOfOneTarget_leavesThePreferredOneToItsTarget() {
    adopt(adoption -> {
      adoption.add("a", "http://www.example.com/", null, false);
      adoption.add("b", "http://www.example.com/", null, true);
      adoption.add("c", "http://www.example.com/", null, false);
    });

    Target target = new Target("http://www.example.com/");
    assertThat(store.links().findByTarget(Domain.DEFAULT, target)).isEqualTo(get("b"));
  }

  @Test
  void goOnBehind_plainOrder_drawsTheNextCodeOfThePool() {
    CodesConfig config = codes(CodeOrder.PLAIN);
    StoreCodes codes = StoreCodes.open(config, store, InstantSource.fixed(NOW), new Random(1));
    adopt(adoption -> {
      adoption.add("a", "http://www.example.com/1", null, true);
      adoption.add("b", "http://www.example.com/2", null, true);
    });

    assertThat(Adoption.goOnBehind("c", codes)).isTrue();

    Shortener shortener = new Shortener(
        store.links(),
        codes.generators(),
        new Shortener.Rules(TargetPolicy.DEFAULT, RESERVED, true),
        InstantSource.fixed(NOW),
        new Random(2));
    Shortened next = shortener.shorten(ShortenRequest.of("http://www.example.com/3"));
    assertThat(((Shortened.Created) next).link().code()).isEqualTo(new Code("d"));
    Shortened known = shortener.shorten(ShortenRequest.of("http://www.example.com/2"));
    assertThat(((Shortened.Reused) known).link().code()).isEqualTo(new Code("b"));
  }

  @Test
  void goOnBehind_shuffledOrderOrForeignCode_cannot() {
    StoreCodes shuffled =
        StoreCodes.open(codes(CodeOrder.SHUFFLED), store, InstantSource.fixed(NOW), new Random(1));

    assertThat(Adoption.goOnBehind("c", shuffled)).isFalse();
    assertThat(store.sequence().position()).isZero();
    StoreCodes plain = StoreCodes.open(
        codes(CodeOrder.PLAIN), new MemoryStore(), InstantSource.fixed(NOW), new Random(1));
    assertThat(Adoption.goOnBehind("toolong", plain)).isFalse();
  }

  private static CodesConfig codes(CodeOrder order) {
    return new CodesConfig(
        GeneratorName.SEQUENTIAL,
        new Alphabet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890-_"),
        1,
        3,
        Set.of("get"),
        false,
        "",
        order,
        DigestAlgorithm.SHA_256,
        null,
        1_000);
  }

  private Adoption begin() {
    Adoption.Rules rules = new Adoption.Rules(TargetPolicy.DEFAULT, RESERVED);
    return Adoption.begin(store.links(), rules, NOW, new Random(3), _ -> {});
  }

  private Adoption.Report adopt(Consumer<Adoption> links) {
    try (Adoption adoption = begin()) {
      links.accept(adoption);
      return adoption.finish();
    }
  }

  private Link get(String code) {
    return store.links().get(LinkKey.of(new Code(code)));
  }
}
