package dev.terse.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CacheSizeTest {
  private static final long HEAP = 512L << 20;

  @Test
  void within_halfOfTheHeap_isAsWanted() {
    assertThat(CacheSize.within(1, HEAP)).isEqualTo(1);
    assertThat(CacheSize.within(HEAP / 2, HEAP)).isEqualTo(HEAP / 2);
  }

  @Test
  void within_moreThanThat_isHalfOfTheHeap() {
    assertThat(CacheSize.within(HEAP / 2 + 1, HEAP)).isEqualTo(HEAP / 2);
    assertThat(CacheSize.within(1L << 40, HEAP)).isEqualTo(HEAP / 2);
  }
}
