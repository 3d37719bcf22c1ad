package dev.terse.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkKey;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {
  private final Epoch epoch = Epoch.first(new Random(3));

  @Test
  void parse_whatWasWritten_isTheEpoch() {
    assertThat(Epoch.parse(epoch.toString())).isEqualTo(epoch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "abc", "abc.", ".0123456789abcdef", "abc.xyz", "a.00112233445566778"})
  void parse_anythingElse_isNull(String text) {
    assertThat(Epoch.parse(text)).isNull();
  }

  @Test
  void place_ofAnyKey_isTakenByMemcachedAndItsOwn() {
    Set<String> places = new HashSet<>();
    List<LinkKey> keys = List.of(
        LinkKey.of(new Code("abc")),
        new LinkKey(new Domain("sho.rt"), new Code("abc")),
        LinkKey.of(new Code("é".repeat(Code.MAX_LENGTH))),
        LinkKey.of(new Code("x".repeat(Code.MAX_LENGTH))),
        new LinkKey(new Domain("d".repeat(60) + ".example"), new Code("x".repeat(128))),
        LinkKey.of(new Code("日本")));
    for (LinkKey key : keys) {
      String place = epoch.place(key);
      assertThat(place).matches("[!-~]{1,250}");
      places.add(place);
      assertThat(epoch.next(new Random(4)).place(key)).isEqualTo(place);
      assertThat(Epoch.first(new Random(5)).place(key)).isNotEqualTo(place);
    }
    assertThat(places).hasSameSizeAs(keys);
  }
}
