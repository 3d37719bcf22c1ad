package dev.terse.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkIdTest {
  private final Random random = new Random(1);

  @Test
  void create_instant_makesAVersion7Uuid() {
    LinkId id = LinkId.create(Instant.ofEpochMilli(1_645_557_742_000L), random);
    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.createdMillis()).isEqualTo(1_645_557_742_000L);
    assertThat(id.toString()).startsWith("017f22e2-79b0-7");
  }

  @Test
  void compareTo_laterInstants_sortAfter() {
    List<LinkId> ids = new ArrayList<>();
    for (long milli = 1; milli < 1L << 47; milli *= 2) {
      ids.add(LinkId.create(Instant.ofEpochMilli(milli), random));
    }
    assertThat(ids).isSorted();
  }

  @Test
  void compareTo_sameInstant_comparesUnsigned() {
    LinkId low = new LinkId(new UUID(0x7000, 0x8000_0000_0000_0001L));
    LinkId high = new LinkId(new UUID(0x7000, 0xBFFF_FFFF_FFFF_FFFFL));
    assertThat(low).isLessThan(high).isEqualByComparingTo(low);
    assertThat(new LinkId(new UUID(-1, 0))).isGreaterThan(high);
  }

  @Test
  void parse_text_isTheInverseOfToString() {
    LinkId id = LinkId.create(Instant.now(), random);
    assertThat(LinkId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void parse_otherSpelling_isRefused() {
    for (String text :
        List.of("nonsense", "1-2-3-4-5", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "")) {
      assertThatThrownBy(() -> LinkId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
