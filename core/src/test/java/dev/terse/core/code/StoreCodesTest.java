package dev.terse.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.link.Target;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.space.Lengths;
import dev.terse.core.store.MemoryStore;
import dev.terse.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreCodesTest {
  private static final Target TARGET = new Target("https://example.com/");

  private final MemoryStore store = new MemoryStore();
  private final Random random = new Random(1);

  @Test
  void open_laterStart_goesOnInTheSameOrder() {
    String first = open(new Configs()).sequential().codeAt(123_456);
    assertThat(open(new Configs()).sequential().codeAt(123_456)).isEqualTo(first);
  }

  @Test
  void open_otherStore_hasAnotherOrder() {
    String here = open(new Configs()).sequential().codeAt(123_456);
    StoreCodes there =
        StoreCodes.open(new Configs().build(), new MemoryStore(), () -> Instant.EPOCH, random);
    assertThat(there.sequential().codeAt(123_456)).isNotEqualTo(here);
  }

  @Test
  void open_secretConfigured_decidesTheOrder() {
    Configs configs = new Configs().secret("correct horse battery");
    String here = open(configs).sequential().codeAt(123_456);
    StoreCodes there =
        StoreCodes.open(configs.build(), new MemoryStore(), () -> Instant.EPOCH, random);
    assertThat(there.sequential().codeAt(123_456)).isEqualTo(here);
    assertThat(store.settings().find(RecordedSpace.SETTING)).doesNotContain("correct");
  }

  @Test
  void open_nodesStartingTogether_agree() throws Exception {
    Set<String> codes = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> nodes = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        nodes.add(threads.submit(() -> open(new Configs()).sequential().codeAt(123_456)));
      }
      for (Future<String> node : nodes) {
        codes.add(node.get());
      }
    }
    assertThat(codes).hasSize(1);
  }

  @Test
  void open_changesThatMoveNoCode_areAllowed() {
    Configs configs = Configs.ofS().order(CodeOrder.SHUFFLED);
    String code = draw(open(configs));
    assertThat(open(configs.lengths(1, 8)).sequential().codeAt(0)).isEqualTo(code);
    assertThat(open(configs.lengths(1, 2)).sequential().codeAt(0)).isEqualTo(code);
    assertThat(open(configs.blocked("abc", "x")).sequential().codeAt(0)).isEqualTo(code);
    assertThat(open(configs.prefix("s/")).sequential().codeAt(0)).isEqualTo(code);
  }

  @Test
  void open_changesThatMoveCodes_areRefusedAndNamed() {
    draw(open(new Configs()));
    Configs other = new Configs().alphabet("abc").lengths(6, 10).order(CodeOrder.PLAIN);
    assertThatThrownBy(() -> open(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("""
            codes.alphabet was 23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz when this \
            store's first codes were drawn, and codes could be drawn twice if it changed: set it \
            back, or start a new store
            codes.min-length was 5 when this store's first codes were drawn, and codes could be \
            drawn twice if it changed: set it back, or start a new store
            codes.order was shuffled when this store's first codes were drawn, and codes could be \
            drawn twice if it changed: set it back, or start a new store""");
  }

  @Test
  void open_otherSecret_isRefusedWithoutShowingAny() {
    draw(open(new Configs()));
    assertThatThrownBy(() -> open(new Configs().secret("correct horse battery")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("codes.secret is another than the one this store's codes were drawn with:"
            + " set it back, or remove it, or start a new store");
  }

  @Test
  void open_secretRemovedLater_keepsTheOrder() {
    String code = draw(open(new Configs().secret("correct horse battery")));
    assertThat(open(new Configs()).sequential().codeAt(0)).isEqualTo(code);
  }

  @Test
  void open_changeBeforeTheFirstCode_isRecorded() {
    open(new Configs());
    assertThat(draw(open(Configs.ofS()))).isEqualTo("a");
    assertThatThrownBy(() -> open(new Configs())).hasMessageContaining("codes.order was plain");
  }

  @Test
  void open_otherGeneratorConfigured_goesOnInTheRecordedSpace() {
    draw(open(Configs.ofS()));
    StoreCodes digest = open(new Configs().generator(GeneratorName.DIGEST).lengths(15, 20));
    assertThat(draw(digest)).hasSize(15);
    assertThat(draw(digest, GeneratorName.SEQUENTIAL)).isEqualTo("b");
    assertThat(digest.sequential().space().lengths()).isEqualTo(new Lengths(1, 10));
    assertThat(draw(digest, GeneratorName.RANDOM)).hasSize(11);
    assertThat(draw(open(Configs.ofS()))).isEqualTo("c");
  }

  @Test
  void left_codesDrawn_areNotLeft() {
    StoreCodes codes = open(Configs.ofS());
    assertThat(codes.left()).isEqualTo(266_302);
    draw(codes);
    assertThat(codes.left()).isEqualTo(266_301);
  }

  @Test
  void open_recordOfAnotherVersion_isIncompatible() {
    store.settings().putIfAbsent(RecordedSpace.SETTING, "2 something else");
    assertThatThrownBy(() -> open(new Configs()))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.INCOMPATIBLE));
  }

  private StoreCodes open(Configs configs) {
    return StoreCodes.open(configs.build(), store, () -> Instant.EPOCH, random);
  }

  private static String draw(StoreCodes codes) {
    return draw(codes, null);
  }

  private static String draw(StoreCodes codes, @Nullable GeneratorName name) {
    return codes.generators().get(name).draw(TARGET, 0) instanceof Draw.Drawn(var code)
        ? code.value()
        : "none";
  }
}
