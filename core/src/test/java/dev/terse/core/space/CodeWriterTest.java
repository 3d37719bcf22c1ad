package dev.terse.core.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeWriterTest {
  private static final ShuffleKey KEY = ShuffleKey.of("a secret for these tests");
  private static final BlockedWords OF_S = new BlockedWords(Set.of("get", "satan", "s3x"), false);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Long> progress = new ArrayList<>();

  @Test
  void write_fromTheMiddle_writesThatManyLines() throws IOException {
    long written = writer(CodeOrder.PLAIN, "").write(out, 63, 4, progress::add);
    assertThat(written).isEqualTo(4);
    assertThat(text()).isEqualTo("-\n_\naa\nab\n");
    assertThat(progress).containsExactly(4L);
  }

  @Test
  void write_prefix_standsInFrontOfEachCode() throws IOException {
    writer(CodeOrder.PLAIN, "für/").write(out, 1, 2, progress::add);
    assertThat(text()).isEqualTo("für/a\nfür/b\n");
  }

  @Test
  void write_wholeSpace_writesEachCodeOnceAndNoBlockedOne() throws IOException {
    long written = writer(CodeOrder.SHUFFLED, "").write(out, 1, Long.MAX_VALUE, progress::add);
    List<String> lines = text().lines().toList();
    assertThat(written).isEqualTo(266_302);
    assertThat(lines).hasSize(266_302).doesNotHaveDuplicates().doesNotContain("get", "s3x");
    assertThat(progress).isSorted().hasSizeGreaterThan(10).endsWith(266_302L);
  }

  @Test
  void write_beyondTheEnd_writesNothing() throws IOException {
    assertThat(writer(CodeOrder.PLAIN, "").write(out, 266_303, 1, progress::add))
        .isZero();
    assertThat(text()).isEmpty();
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static CodeWriter writer(CodeOrder order, String prefix) {
    CodeSpace space = new CodeSpace(Alphabet.S, new Lengths(1, 3), OF_S);
    return new CodeWriter(new OrderedSpace(space, order, KEY), prefix);
  }
}
