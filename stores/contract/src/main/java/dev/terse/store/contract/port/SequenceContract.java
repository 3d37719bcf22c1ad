package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.store.Sequence;
import dev.terse.core.store.Sequence.Lease;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.Sequence} promises. */
public abstract class SequenceContract extends Contract {

  @Test
  final void position_ofANewStore_isZero() {
    assertThat(sequence().position()).isZero();
  }

  @Test
  final void lease_isTheNextNumbers() {
    assertThat(sequence().lease(10)).isEqualTo(new Lease(0, 10));
    assertThat(sequence().lease(1)).isEqualTo(new Lease(10, 1));
    assertThat(sequence().lease(1_000_000)).isEqualTo(new Lease(11, 1_000_000));
    assertThat(sequence().position()).isEqualTo(1_000_011);
  }

  @Test
  final void lease_afterReopen_neverOverlaps() {
    Lease before = sequence().lease(100);

    reopen();

    assertThat(sequence().position()).isGreaterThanOrEqualTo(before.end());
    assertThat(sequence().lease(1).first()).isGreaterThanOrEqualTo(before.end());
  }

  @Test
  final void raise_above_movesThePosition() {
    sequence().lease(5);
    sequence().raise(5_000_000_000L);

    assertThat(sequence().position()).isEqualTo(5_000_000_000L);
    assertThat(sequence().lease(2)).isEqualTo(new Lease(5_000_000_000L, 2));
    reopen();
    assertThat(sequence().position()).isGreaterThanOrEqualTo(5_000_000_002L);
  }

  @Test
  final void raise_below_changesNothing() {
    sequence().lease(100);
    sequence().raise(50);
    sequence().raise(100);

    assertThat(sequence().position()).isEqualTo(100);
  }

  private Sequence sequence() {
    return store.sequence();
  }
}
