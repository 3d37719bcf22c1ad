package dev.terse.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TierEntryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random = new Random(1);
  private final Epoch epoch = Epoch.first(random);
  private final Link link = link("abc");
  private final byte[] bytes = TierEntry.of(epoch, link);

  @Test
  void read_whatWasWritten_isTheLinkWithEveryField() {
    assertThat(TierEntry.read(epoch, link.key(), bytes)).isEqualTo(new TierEntry.Found(link));
  }

  @Test
  void read_anyFlippedBit_isNotFound() {
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertThat(TierEntry.read(epoch, link.key(), flipped))
          .as("bit %s", bit)
          .isNotInstanceOf(TierEntry.Found.class);
    }
  }

  @Test
  void read_anyTruncation_isRefused() {
    for (int length = 0; length < bytes.length; length++) {
      assertThat(TierEntry.read(epoch, link.key(), Arrays.copyOf(bytes, length)))
          .as("length %s", length)
          .isEqualTo(new TierEntry.Refused());
    }
  }

  @Test
  void read_garbage_isNeverFoundAndNeverThrows() {
    for (int i = 0; i < 100_000; i++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      System.arraycopy(bytes, 0, garbage, 0, random.nextInt(Math.min(garbage.length, 60) + 1));

      assertThat(TierEntry.read(epoch, link.key(), garbage)).isNotInstanceOf(TierEntry.Found.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abd", "ab", "abcd", ""})
  void read_anotherLinksEntry_isRefused(String code) {
    LinkKey other = code.isEmpty()
        ? new LinkKey(new Domain("sho.rt"), link.code())
        : LinkKey.of(new Code(code));

    assertThat(TierEntry.read(epoch, other, bytes)).isEqualTo(new TierEntry.Refused());
  }

  @Test
  void read_anotherLinksRecordUnderThisKey_isRefused() {
    byte[] other = TierEntry.of(epoch, link("abd"));
    byte[] forged = bytes.clone();
    int head = 2 + 1 + 8 + 2 + link.key().bytes().length;
    assertThat(other).hasSameSizeAs(bytes);
    System.arraycopy(other, head, forged, head, forged.length - head);

    assertThat(TierEntry.read(epoch, link.key(), forged)).isEqualTo(new TierEntry.Refused());
  }

  @Test
  void read_anotherFormat_isRefused() {
    byte[] later = bytes.clone();
    later[1]++;
    assertThat(TierEntry.read(epoch, link.key(), later)).isEqualTo(new TierEntry.Refused());
  }

  @Test
  void read_anotherEpochsEntry_isOutdated() {
    assertThat(TierEntry.read(epoch.next(random), link.key(), bytes))
        .isEqualTo(new TierEntry.Outdated());
  }

  @Test
  void read_anotherStoresEntry_isRefused() {
    assertThat(TierEntry.read(new Epoch("another", epoch.number()), link.key(), bytes))
        .isEqualTo(new TierEntry.Refused());
  }

  @Test
  void read_marks_areBusy() {
    assertThat(TierEntry.read(epoch, link.key(), TierEntry.changing()))
        .isEqualTo(new TierEntry.Busy());
    assertThat(TierEntry.read(epoch, link.key(), TierEntry.filling(1, 2)))
        .isEqualTo(new TierEntry.Busy());
    assertThat(TierEntry.read(epoch, link.key(), null)).isEqualTo(new TierEntry.Absent());
  }

  private Link link(String code) {
    return new Link(
        new LinkId(new UUID(0x0123456789AB7000L, 0x8000000000000001L)),
        LinkKey.of(new Code(code)),
        new Target("https://example.com/" + code),
        new LinkDetails("title", "note", RedirectStatus.PERMANENT_REDIRECT),
        new History(NOW, NOW.plusSeconds(1), "me", 7));
  }
}
