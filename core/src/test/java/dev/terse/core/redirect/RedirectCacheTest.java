package dev.terse.core.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RedirectCacheTest {
  private static final LinkKey KEY = LinkKey.of(new Code("a"));
  private static final Resolution REDIRECT = new Resolution.Redirect(
      LinkId.create(Instant.EPOCH, new Random(1)),
      new Target("https://example.com/"),
      RedirectStatus.FOUND);

  private final RedirectCache cache = new RedirectCache(1 << 20);

  @Test
  void end_thatBringsNothing_letsTheNextAskerReadBeforeAnyoneIsTold() {
    Read read = begin();
    Read[] next = new Read[1];
    CompletableFuture<Void> told = read.answer.thenRun(() -> next[0] = begin());

    cache.end(KEY, read, null);

    assertThat(told).isCompleted();
    assertThat(next[0]).isNotNull();
    assertThat(cache.isReading(KEY)).isTrue();
  }

  @Test
  void end_forgottenMeanwhile_tellsButKeepsNothing() {
    Read read = begin();
    cache.forget(KEY);
    Read next = begin();

    cache.end(KEY, read, new Remembered(REDIRECT, cache.now()));

    assertThat(read.answer).isCompletedWithValue(REDIRECT);
    assertThat(cache.find(KEY)).isNull();
    assertThat(cache.isReading(KEY)).isTrue();
    cache.end(KEY, next, new Remembered(REDIRECT, cache.now()));
    assertThat(cache.find(KEY)).isNotNull();
  }

  @Test
  void end_otherKindThanBefore_replacesIt() {
    keep(KEY, REDIRECT);
    keep(KEY, Resolution.Unknown.INSTANCE);
    assertThat(known()).isEqualTo(Resolution.Unknown.INSTANCE);
    keep(KEY, REDIRECT);
    assertThat(known()).isEqualTo(REDIRECT);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void end_scanOfUnknownCodes_drivesNoRedirectOut() {
    keep(KEY, REDIRECT);
    for (int i = 0; i < 100_000; i++) {
      keep(LinkKey.of(new Code("scan" + i)), Resolution.Unknown.INSTANCE);
    }
    assertThat(known()).isEqualTo(REDIRECT);
    assertThat(cache.size()).isLessThan((1 << 20) / 8 / 300);
  }

  private void keep(LinkKey key, Resolution resolution) {
    Read read = new Read(false);
    assertThat(cache.begin(key, read)).isNull();
    cache.end(key, read, new Remembered(resolution, cache.now()));
  }

  private Read begin() {
    Read read = new Read(false);
    assertThat(cache.begin(KEY, read)).isNull();
    return read;
  }

  private Resolution known() {
    Remembered remembered = cache.find(KEY);
    return remembered == null ? Resolution.Unavailable.INSTANCE : remembered.resolution();
  }
}
