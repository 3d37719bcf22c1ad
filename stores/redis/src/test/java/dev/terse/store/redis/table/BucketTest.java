package dev.terse.store.redis.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import io.lettuce.core.cluster.SlotHash;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BucketTest {

  @Test
  void key_ofEachBucket_liesInItsShareOfTheSlots() {
    int share = SlotHash.SLOT_COUNT / Bucket.COUNT;
    for (int i = 0; i < Bucket.COUNT; i++) {
      Bucket bucket = new Bucket(i);
      int slot = SlotHash.getSlot(bucket.key("terse", "a"));

      assertThat(slot / share).isEqualTo(i);
      assertThat(SlotHash.getSlot(bucket.key("terse", "l", "a}{b".getBytes(UTF_8))))
          .isEqualTo(slot);
    }
  }

  /** Stored keys depend on it: what this case expects can never change. */
  @Test
  void of_aKey_isWhatItAlwaysWas() {
    Bucket bucket = Bucket.of(LinkKey.of(new Code("abc")));

    assertThat(bucket.number()).isEqualTo(76);
    assertThat(new String(new Bucket(1).key("terse", "a"), UTF_8)).isEqualTo("terse:{10}:a");
  }

  @Test
  void of_manyKeys_spreadsThem() {
    int[] sizes = new int[Bucket.COUNT];
    for (int i = 0; i < 128_000; i++) {
      sizes[Bucket.of(LinkKey.of(new Code("code" + i))).number()]++;
    }

    assertThat(Arrays.stream(sizes).boxed().toList())
        .allSatisfy(size -> assertThat(size).isBetween(800, 1_200));
  }
}
