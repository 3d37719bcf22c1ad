package dev.terse.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.link.Code;
import dev.terse.core.link.Target;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.space.OrderedSpace;
import dev.terse.core.space.ShuffleKey;
import dev.terse.core.store.MemoryStore;
import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequentialCodesTest {
  private static final Target TARGET = new Target("https://example.com/");
  private static final ShuffleKey KEY = ShuffleKey.of("a secret for these tests");

  private final MemoryStore store = new MemoryStore();
  private Instant now = Instant.EPOCH;

  @Test
  void draw_plain_countsAsSDoes() {
    assertThat(draw(codes(Configs.ofS()), 66)).startsWith("a", "b", "c").endsWith("_", "aa", "ab");
  }

  @Test
  void draw_blockedWord_isPassedOver() {
    CodeGenerator codes = codes(Configs.ofS().alphabet("tegx").lengths(3, 3));
    assertThat(draw(codes, 63)).doesNotContain("get").contains("ges".replace('s', 'e'), "teg");
    assertThat(codes.draw(TARGET, 0)).isInstanceOf(Draw.Exhausted.class);
  }

  @Test
  void draw_prefix_isPartOfTheCode() {
    assertThat(draw(codes(Configs.ofS().prefix("s/")), 2)).containsExactly("s/a", "s/b");
  }

  @Test
  void draw_usedUp_saysWhatToDoAndLeasesNoMore() {
    CodeGenerator codes = codes(Configs.ofS().alphabet("ab").lengths(1, 2));
    assertThat(draw(codes, 6)).containsExactly("a", "b", "aa", "ab", "ba", "bb");
    for (int i = 0; i < 100; i++) {
      assertThat(codes.draw(TARGET, i))
          .isEqualTo(new Draw.Exhausted(
              "all 6 codes of 1 to 2 characters are given: raise codes.max-length"));
    }
    assertThat(store.sequence().position()).isEqualTo(6);
  }

  @Test
  void draw_longestLengthRaised_goesOnWhereTheCounterStood() {
    draw(codes(Configs.ofS().alphabet("ab").lengths(1, 2)), 6);
    CodeGenerator raised = codes(Configs.ofS().alphabet("ab").lengths(1, 3));
    assertThat(draw(raised, 2)).containsExactly("aaa", "aab");
  }

  @Test
  void draw_quickly_leasesMoreAndMoreUpToTheLimit() {
    draw(codes(Configs.ofS().leaseSize(8)), 32);
    assertThat(store.sequence().sizes()).containsExactly(1, 2, 4, 8, 8, 8, 8);
  }

  @Test
  void draw_slowly_leasesOneAtATimeAndSkipsNothingAtARestart() {
    List<String> drawn = new ArrayList<>();
    CodeGenerator codes = codes(Configs.ofS());
    drawn.addAll(draw(codes, 31));
    for (int i = 0; i < 10; i++) {
      now = now.plus(Duration.ofMinutes(1));
      drawn.addAll(draw(codes, 1));
    }
    drawn.addAll(draw(codes(Configs.ofS()), 1));
    assertThat(drawn).startsWith("a", "b").doesNotHaveDuplicates();
    assertThat(store.sequence().sizes().getLast()).isEqualTo(1);
  }

  @Test
  void draw_clockTurnedBack_leasesAtLeastOne() {
    CodeGenerator codes = codes(Configs.ofS());
    now = now.minus(Duration.ofDays(1));
    assertThat(draw(codes, 3)).containsExactly("a", "b", "c");
  }

  @Test
  void draw_storeFails_throwsAndGoesOnAfterwards() {
    CodeGenerator codes = codes(Configs.ofS());
    store.setFailing(true);
    assertThatThrownBy(() -> codes.draw(TARGET, 0)).isInstanceOf(StoreException.class);
    store.setFailing(false);
    assertThat(draw(codes, 1)).containsExactly("a");
  }

  @Test
  void takeBack_codeNotUsed_isDrawnNext() {
    CodeGenerator codes = codes(Configs.ofS().alphabet("ab").lengths(1, 1));
    assertThat(draw(codes, 2)).containsExactly("a", "b");
    codes.takeBack(new Code("a"));
    assertThat(draw(codes, 1)).containsExactly("a");
    assertThat(codes.draw(TARGET, 0)).isInstanceOf(Draw.Exhausted.class);
  }

  @Test
  void takeBack_tooMany_forgetsTheRest() {
    CodeGenerator codes = codes(Configs.ofS());
    List<String> drawn = draw(codes, 1_010);
    drawn.forEach(code -> codes.takeBack(new Code(code)));
    assertThat(draw(codes, 1_000)).isEqualTo(drawn.subList(0, 1_000));
    assertThat(draw(codes, 1)).doesNotContainAnyElementsOf(drawn);
  }

  @Test
  void draw_manyThreadsOnTwoNodes_givesEachCodeOnce() throws Exception {
    Configs configs = new Configs().order(CodeOrder.SHUFFLED).leaseSize(64);
    List<CodeGenerator> nodes = List.of(codes(configs), codes(configs));
    List<String> drawn = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> draws = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        CodeGenerator node = nodes.get(i % 2);
        draws.add(threads.submit(() -> draw(node, 5_000)));
      }
      collect(draws, drawn);
    }
    assertThat(drawn).hasSize(80_000).doesNotHaveDuplicates();
    assertThat(store.sequence().position()).isLessThan(80_000 + 2 * (64 + 64 / 4));
  }

  @ParameterizedTest
  @EnumSource
  void draw_lengthsFullOfForeignCodes_leavesThemAfterSomeHundredDraws(CodeOrder order) {
    CodeGenerator codes =
        codes(new Configs().alphabet("abcdefghijklmnop").lengths(1, 5).order(order));
    Set<String> made = new HashSet<>();
    List<Integer> draws = new ArrayList<>();

    for (int i = 0; i < 100; i++) {
      draws.add(make(codes, code -> code.length() < 5 && !code.endsWith("aaa"), made));
    }

    assertThat(draws).allMatch(count -> count < 2 * SequentialCodes.RUN);
    assertThat(draws.subList(20, 100)).containsOnly(1);
  }

  @Test
  void draw_nineInTenForeign_givesAllOthers() {
    CodeGenerator codes = codes(new Configs().alphabet("abcdefghij").lengths(4, 4));
    Set<String> made = new HashSet<>();

    for (int i = 0; i < 1_000; i++) {
      make(codes, code -> !code.endsWith("a"), made);
    }

    assertThat(made).hasSize(1_000);
  }

  @Test
  void draw_longestLengthFullButForItsLastCode_givesThat() {
    CodeGenerator codes =
        codes(new Configs().alphabet("abcdefghijklmnop").lengths(1, 3).order(CodeOrder.PLAIN));
    String code = "";

    for (int i = 0; !code.equals("ppp"); i++) {
      code = ((Draw.Drawn) codes.draw(TARGET, i % 1_000)).code().value();
    }

    assertThat(codes.draw(TARGET, 0)).isInstanceOf(Draw.Exhausted.class);
  }

  @Test
  void draw_manyThreadsAmongForeignCodes_givesEachCodeOnce() throws Exception {
    Configs configs = new Configs().alphabet("abcdefghijklmnop").lengths(1, 5).leaseSize(64);
    List<CodeGenerator> nodes = List.of(codes(configs), codes(configs));
    Set<String> made = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> makers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        CodeGenerator node = nodes.get(i % 2);
        makers.add(threads.submit(() -> {
          for (int n = 0; n < 500; n++) {
            make(node, code -> code.length() < 5, made);
          }
        }));
      }
      for (Future<?> maker : makers) {
        maker.get();
      }
    }
    assertThat(made).hasSize(16 * 500);
  }

  /** Draws until a code is not {@code foreign}; returns how many draws that took. */
  private static int make(CodeGenerator codes, Predicate<String> foreign, Set<String> made) {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      if (!(codes.draw(TARGET, attempt) instanceof Draw.Drawn(var code))) {
        break;
      }
      if (!foreign.test(code.value())) {
        assertThat(made.add(code.value())).as("drawn once: %s", code).isTrue();
        return attempt + 1;
      }
    }
    throw new AssertionError("no code in 1,000 draws");
  }

  private static void collect(List<Future<List<String>>> draws, List<String> drawn)
      throws ExecutionException, InterruptedException {
    for (Future<List<String>> draw : draws) {
      drawn.addAll(draw.get());
    }
  }

  private CodeGenerator codes(Configs configs) {
    CodesConfig config = configs.build();
    CodeSpace space = new CodeSpace(
        config.alphabet(), config.lengths(GeneratorName.SEQUENTIAL), config.blockedWords());
    return new SequentialCodes(
        new OrderedSpace(space, config.order(), KEY),
        store.sequence(),
        config,
        () -> now,
        Runnable::run);
  }

  private static List<String> draw(CodeGenerator codes, int count) {
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (codes.draw(TARGET, 0) instanceof Draw.Drawn(var code)) {
        drawn.add(code.value());
      }
    }
    return drawn;
  }
}
