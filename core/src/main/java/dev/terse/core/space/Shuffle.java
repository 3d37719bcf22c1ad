package dev.terse.core.space;

import java.nio.ByteBuffer;

/**
 * A keyed permutation of the numbers 0 to {@code size - 1}. Immutable; allocates nothing per
 * number.
 *
 * <p>A Feistel network over two halves of about √size values each, {@code left × right ≥ size}
 * (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002): a number is split by one
 * division, then each round adds a keyed function of one half to the other, modulo the other's
 * size. Rounds alternate between the halves and are undone in reverse order, so the network is a
 * permutation whatever the function is. Where {@code left × right > size}, a result beyond the end
 * is put through the network again until it is inside (cycle walking); this hits fewer than one
 * number in √size and ends because a permutation's cycle returns to where it began.
 *
 * <p>The round function is SipHash-1-3 (Aumasson and Bernstein, 2012) of one word without the
 * length block, which only matters for messages of several lengths, keyed anew for each round and
 * brought into range by the high half of a product. With {@value #ROUNDS} rounds, someone who knows
 * some codes but not the key can guess further ones no better than by drawing at random. It is not
 * encryption: nothing that must stay secret should be put through it.
 */
final class Shuffle {
  private static final int ROUNDS = 8;

  private final long size;
  private final long left;
  private final long right;
  private final long[] keys = new long[2 * ROUNDS];

  /** The permutation of {@code size} numbers that {@code key} and {@code label} decide. */
  Shuffle(long size, ShuffleKey key, String label) {
    this.size = size;
    this.left = ceilingRoot(size);
    this.right = Math.ceilDiv(size, left);
    for (int round = 0; round < ROUNDS; round++) {
      ByteBuffer derived = ByteBuffer.wrap(key.derive(label + " round " + round));
      keys[2 * round] = derived.getLong();
      keys[2 * round + 1] = derived.getLong();
    }
  }

  /** Where {@code number} goes. */
  long apply(long number) {
    long result = number;
    do {
      result = forward(result);
    } while (result >= size);
    return result;
  }

  /** Where {@code result} came from. */
  long invert(long result) {
    long number = result;
    do {
      number = backward(number);
    } while (number >= size);
    return number;
  }

  private long forward(long number) {
    long high = number / right;
    long low = number - high * right;
    for (int round = 0; round < ROUNDS; round += 2) {
      high += hash(round, low, left);
      high -= high >= left ? left : 0;
      low += hash(round + 1, high, right);
      low -= low >= right ? right : 0;
    }
    return high * right + low;
  }

  private long backward(long number) {
    long high = number / right;
    long low = number - high * right;
    for (int round = ROUNDS - 2; round >= 0; round -= 2) {
      low -= hash(round + 1, high, right);
      low += low < 0 ? right : 0;
      high -= hash(round, low, left);
      high += high < 0 ? left : 0;
    }
    return high * right + low;
  }

  /** A number below {@code bound} that the round's key and {@code half} decide. */
  private long hash(int round, long half, long bound) {
    long k0 = keys[2 * round];
    long k1 = keys[2 * round + 1];
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L ^ half;
    for (int i = 0; i < 4; i++) {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
      if (i == 0) {
        v0 ^= half;
        v2 ^= 0xff;
      }
    }
    return Math.unsignedMultiplyHigh(v0 ^ v1 ^ v2 ^ v3, bound);
  }

  private static long ceilingRoot(long size) {
    long root = (long) Math.sqrt((double) size);
    while ((root - 1) * (root - 1) >= size) {
      root--;
    }
    while (root * root < size) {
      root++;
    }
    return root;
  }
}
