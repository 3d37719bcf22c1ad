package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.contract.model.Race;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What {@link ReceiptStore} promises. */
public abstract class ReceiptContract extends Contract {
  private static final int RUNNERS = 16;
  private static final Duration LONG = Duration.ofHours(24);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Test
  final void find_unknownKey_isNull() {
    assertThat(receipts().find("a")).isNull();
  }

  @Test
  final void putIfAbsent_first_isKept() {
    Receipt first = receipt("first");
    assertThat(receipts().putIfAbsent("a", first, LONG)).isEqualTo(first);
    assertThat(receipts().putIfAbsent("a", receipt("second"), LONG)).isEqualTo(first);
    Receipt other = receipt("other");
    assertThat(receipts().putIfAbsent("b", other, LONG)).isEqualTo(other);

    reopen();

    assertThat(receipts().find("a")).isEqualTo(first);
    assertThat(receipts().find("b")).isEqualTo(other);
    assertThat(receipts().find("ab")).isNull();
  }

  @Test
  final void putIfAbsent_byManyAtOnce_keepsOne() {
    List<Receipt> kept =
        Race.run(RUNNERS, i -> receipts().putIfAbsent("same", receipt("runner-" + i), LONG));

    assertThat(kept).containsOnly(receipts().find("same"));
  }

  @Test
  final void putIfAbsent_timeIsUp_keepsAnother() {
    receipts().putIfAbsent("a", receipt("first"), SHORT);
    Receipt longer = receipt("longer");
    receipts().putIfAbsent("b", longer, LONG);

    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (receipts().find("a") != null) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }

    Receipt next = receipt("next");
    assertThat(receipts().putIfAbsent("a", next, LONG)).isEqualTo(next);
    assertThat(receipts().find("a")).isEqualTo(next);
    assertThat(receipts().find("b")).isEqualTo(longer);
  }

  @Test
  final void replace_expected_putsTheNewOne() {
    Receipt first = receipt("first");
    Receipt second = receipt("second");
    receipts().putIfAbsent("a", first, LONG);

    assertThat(receipts().replace("a", second, receipt("third"), LONG)).isFalse();
    assertThat(receipts().replace("b", first, second, LONG)).isFalse();
    assertThat(receipts().find("b")).isNull();
    assertThat(receipts().replace("a", first, second, LONG)).isTrue();
    assertThat(receipts().replace("a", first, receipt("third"), LONG)).isFalse();

    reopen();
    assertThat(receipts().find("a")).isEqualTo(second);
  }

  @Test
  final void replace_byManyAtOnce_isDoneOnce() {
    Receipt first = receipt("first");
    receipts().putIfAbsent("a", first, LONG);

    List<Boolean> outcomes =
        Race.run(RUNNERS, i -> receipts().replace("a", first, receipt("runner-" + i), LONG));

    assertThat(outcomes).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  private Receipt receipt(String name) {
    Link link = samples.link("s/\u00fc/" + name, "https://example.com/");
    return new Receipt("request " + name, link.key(), link.id(), name.startsWith("s"));
  }

  private ReceiptStore receipts() {
    return store.receipts();
  }
}
