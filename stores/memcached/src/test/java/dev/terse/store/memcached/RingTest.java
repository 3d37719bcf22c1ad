package dev.terse.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final int KEYS = 10_000;

  @Test
  void at_manyKeys_sharesThemOut() {
    Ring<String> ring = ring("a:1", "b:1", "c:1", "d:1");
    Map<String, Long> shares = IntStream.range(0, KEYS)
        .mapToObj(i -> ring.at("key" + i))
        .collect(Collectors.groupingBy(server -> server, Collectors.counting()));

    assertThat(shares).hasSize(4);
    assertThat(shares.values()).allMatch(share -> share > KEYS / 8 && share < KEYS / 2);
  }

  @Test
  void at_afterAServerIsAdded_movesOnlyItsShare() {
    Ring<String> before = ring("a:1", "b:1", "c:1");
    Ring<String> after = ring("a:1", "b:1", "c:1", "d:1");

    for (int i = 0; i < KEYS; i++) {
      String key = "key" + i;
      assertThat(after.at(key)).isIn(before.at(key), "d:1");
    }
  }

  @Test
  void at_anyOrderOfServers_isTheSame() {
    Ring<String> one = ring("a:1", "b:1", "c:1");
    Ring<String> other = ring("c:1", "a:1", "b:1");

    for (int i = 0; i < KEYS; i++) {
      assertThat(other.at("key" + i)).isEqualTo(one.at("key" + i));
    }
  }

  private static Ring<String> ring(String... servers) {
    Map<String, String> byName = new LinkedHashMap<>();
    List.of(servers).forEach(server -> byName.put(server, server));
    return new Ring<>(byName);
  }
}
