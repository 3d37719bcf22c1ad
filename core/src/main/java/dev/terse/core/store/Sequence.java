package dev.terse.core.store;

/**
 * The numbers from which sequential codes are drawn, each leased to one node for ever. Numbers
 * count from 0.
 */
public interface Sequence {

  /**
   * Leases the next {@code size} numbers. The lease is durable before this returns: no crash,
   * restart or other node leads to one of its numbers being leased again.
   *
   * @param size at least 1
   */
  Lease lease(int size);

  /** The first number not leased yet. */
  long position();

  /** Makes {@link #position()} at least {@code floor}, durably. */
  void raise(long floor);

  /**
   * A block of numbers that one node may use.
   *
   * @param first the first number
   * @param size how many
   */
  record Lease(long first, int size) {
    /** The first number after the block. */
    public long end() {
      return first + size;
    }
  }
}
