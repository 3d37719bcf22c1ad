package dev.terse.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.StoreException.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkRecordTest {
  private static final int TAG_OF_TOMORROW = 200;

  @Test
  void decode_whatWasEncoded_isTheLink() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Link link = link(random);
      byte[] key = link.key().bytes();

      LinkRecord read = LinkRecord.decode(link.key(), key, LinkRecord.of(link).encode(key));

      assertThat(read.link()).as("seed " + seed).isEqualTo(link);
    }
  }

  @Test
  void decode_anyFlippedBit_isCorrupt() {
    Link link = link(new Random(1));
    byte[] key = link.key().bytes();
    byte[] record = LinkRecord.of(link).encode(key);

    for (int bit = 0; bit < record.length * Byte.SIZE; bit++) {
      byte[] flipped = record.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertThatExceptionOfType(RecordException.class)
          .as("bit " + bit)
          .isThrownBy(() -> LinkRecord.decode(link.key(), key, flipped))
          .returns(Reason.CORRUPT, RecordException::reason);
    }
  }

  @Test
  void decode_anyTruncation_isCorrupt() {
    Link link = link(new Random(2));
    byte[] key = link.key().bytes();
    byte[] record = LinkRecord.of(link).encode(key);

    for (int length = 0; length < record.length; length++) {
      byte[] cut = Arrays.copyOf(record, length);
      assertThatExceptionOfType(RecordException.class)
          .isThrownBy(() -> LinkRecord.decode(link.key(), key, cut));
    }
  }

  @Test
  void decode_underAnotherKey_isCorrupt() {
    Link link = link(new Random(3));
    byte[] record = LinkRecord.of(link).encode(link.key().bytes());
    LinkKey other = LinkKey.of(new Code("other"));

    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> LinkRecord.decode(other, other.bytes(), record));
  }

  @Test
  void with_aChangedLink_keepsFieldsOfALaterVersion() {
    Link link = link(new Random(4));
    byte[] key = link.key().bytes();
    byte[] later = new RecordWriter()
        .text(TAG_OF_TOMORROW, "expiry")
        .bytes(1, link.id().bytes())
        .text(2, link.target().value())
        .number(5, 1)
        .number(TAG_OF_TOMORROW + 1, 77)
        .seal(key);

    byte[] changed = LinkRecord.decode(link.key(), key, later).with(link).encode(key);

    assertThat(LinkRecord.decode(link.key(), key, changed).link()).isEqualTo(link);
    RecordReader reader = new RecordReader("changed", key, changed);
    int found = 0;
    while (reader.next()) {
      if (reader.tag() == TAG_OF_TOMORROW) {
        assertThat(reader.text()).isEqualTo("expiry");
        found++;
      } else if (reader.tag() == TAG_OF_TOMORROW + 1) {
        assertThat(reader.number()).isEqualTo(77);
        found++;
      }
    }
    assertThat(found).isEqualTo(2);
  }

  @Test
  void decode_aLaterFormat_isIncompatible() {
    byte[] key = "key".getBytes(UTF_8);
    byte[] record = new RecordWriter().seal(key);
    record[0] = 2;
    int checksum = RecordWriter.checksum(key, record, 1);
    for (int i = 0; i < Integer.BYTES; i++) {
      record[1 + i] = (byte) (checksum >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
    }

    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> new RecordReader("record", key, record))
        .returns(Reason.INCOMPATIBLE, RecordException::reason);
  }

  private static Link link(Random random) {
    return new Link(
        LinkId.create(Instant.ofEpochMilli(random.nextLong(1L << 47)), random),
        new LinkKey(new Domain("d" + random.nextInt(9)), new Code("c" + random.nextInt(9_999))),
        new Target("https://example.com/" + "x".repeat(random.nextInt(300))),
        new LinkDetails(
            random.nextBoolean() ? null : "é🙂".repeat(random.nextInt(90)),
            random.nextBoolean() ? null : "note",
            random.nextBoolean() ? null : RedirectStatus.of(random.nextInt(307, 309))),
        new History(
            Instant.ofEpochMilli(random.nextLong() >> 8),
            Instant.ofEpochMilli(random.nextLong() >> random.nextInt(8, 60)),
            random.nextBoolean() ? null : "",
            1 + (random.nextLong() >>> random.nextInt(1, 63))));
  }
}
