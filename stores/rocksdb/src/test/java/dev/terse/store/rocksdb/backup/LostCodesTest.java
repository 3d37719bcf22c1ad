package dev.terse.store.rocksdb.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.link.Target;
import dev.terse.core.space.RestoredPosition;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Restoring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No code that the lost store gave out after its backup is given out by the restored one. */
class LostCodesTest {
  private static final Target TARGET = new Target("https://example.com/");
  private static final int DRAWN = 3_000;

  @TempDir
  Path directory;

  private final Set<String> before = new HashSet<>();
  private final Set<String> lost = new HashSet<>();
  private long lostPosition;

  @Test
  void restore_beginningAtTheNextLength_repeatsNoCode() throws IOException {
    Set<String> drawn = drawAfterRestore(this::nextLength);

    assertThat(drawn).doesNotContainAnyElementsOf(before).doesNotContainAnyElementsOf(lost);
    assertThat(drawn).hasSize(DRAWN).allMatch(code -> code.length() == 6);
  }

  @Test
  void restore_behindTheLostStore_repeatsNoCodeAndWastesNone() throws IOException {
    Set<String> drawn = drawAfterRestore(_ -> lostPosition);

    assertThat(drawn).doesNotContainAnyElementsOf(before).doesNotContainAnyElementsOf(lost);
    assertThat(drawn).hasSize(DRAWN).allMatch(code -> code.length() == 5);
  }

  @Test
  void restore_behindTheLastCodes_repeatsNoCode() throws IOException {
    Set<String> drawn = drawAfterRestore(_ -> behind(lost));

    assertThat(drawn).doesNotContainAnyElementsOf(before).doesNotContainAnyElementsOf(lost);
  }

  /** What the others prove they prove only if this fails them. */
  @Test
  void restore_withoutRaising_repeatsCodes() throws IOException {
    Set<String> drawn = drawAfterRestore(position -> position);

    assertThat(drawn).doesNotContainAnyElementsOf(before).containsAnyElementsOf(lost);
  }

  private Set<String> drawAfterRestore(LongUnaryOperator floor) throws IOException {
    Place data = new Place(directory.resolve("data"));
    Place restored = new Place(directory.resolve("restored"));
    byte[] backup;
    try (Store store = data.open()) {
      StoreCodes codes = codes(store);
      draw(codes, before);
      backup = Place.backup(store);
      draw(codes, lost);
      lostPosition = store.sequence().position();
    }
    try (Restoring restoring = restored.begin(backup)) {
      Store store = restoring.store();
      store.sequence().raise(floor.applyAsLong(store.sequence().position()));
      restoring.finish();
    }
    Set<String> drawn = new HashSet<>();
    try (Store store = restored.open()) {
      draw(codes(store), drawn);
    }
    return drawn;
  }

  private long nextLength(long position) {
    try (Store store = new Place(directory.resolve("data")).open()) {
      return RestoredPosition.nextLength(codes(store).sequential(), position).orElseThrow();
    }
  }

  private long behind(Set<String> codes) {
    try (Store store = new Place(directory.resolve("data")).open()) {
      return RestoredPosition.behind(
          codes(store).sequential(), List.copyOf(codes), CodesConfig.DEFAULT.leaseSize());
    }
  }

  private static StoreCodes codes(Store store) {
    return StoreCodes.open(CodesConfig.DEFAULT, store, InstantSource.system(), new Random(1));
  }

  private static void draw(StoreCodes codes, Set<String> into) {
    for (int i = 0; i < DRAWN; i++) {
      Draw draw = codes.generators().get(GeneratorName.SEQUENTIAL).draw(TARGET, 0);
      assertThat(into.add(((Draw.Drawn) draw).code().value())).isTrue();
    }
  }
}
