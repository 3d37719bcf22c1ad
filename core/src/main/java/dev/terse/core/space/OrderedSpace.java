package dev.terse.core.space;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A code space in the order in which its codes are given out: all codes of the shortest length
 * first, then the next. Immutable.
 *
 * <p>Raising the longest length only adds positions at the end. Blocking other words moves no code
 * to another position; it only changes which positions are passed over, and with them the numbers.
 */
public final class OrderedSpace {
  private final CodeSpace space;
  private final @Nullable Shuffle[] shuffles;
  private final long[] blocked;

  /** {@code space} in {@code order}; {@code key} decides the shuffled one. */
  public OrderedSpace(CodeSpace space, CodeOrder order, ShuffleKey key) {
    this.space = space;
    this.shuffles = new Shuffle[space.tiers().size()];
    if (order == CodeOrder.SHUFFLED) {
      for (int i = 0; i < shuffles.length; i++) {
        CodeSpace.Tier tier = space.tiers().get(i);
        String label = "terse codes: " + space.alphabet().size() + "^" + tier.length();
        shuffles[i] = new Shuffle(tier.size(), key, label);
      }
    }
    this.blocked = blockedPositions();
  }

  /** The codes that are in order here. */
  public CodeSpace space() {
    return space;
  }

  /** Whether the codes of a length come in the order of the alphabet. */
  public boolean isPlain() {
    return shuffles[0] == null;
  }

  /** The code at {@code position}, blocked or not. */
  public String codeAt(long position) {
    byte[] code = new byte[space.lengths().max()];
    int end = spell(position, code, 0);
    return new String(code, 0, end, StandardCharsets.US_ASCII);
  }

  /**
   * Writes the code at {@code position} into {@code into} from {@code at} on.
   *
   * @return the index after its last character
   */
  public int spell(long position, byte[] into, int at) {
    CodeSpace.Tier tier = space.tierOf(position);
    long rank = rank(tier, position - tier.first());
    space.alphabet().spell(rank, into, at, tier.length());
    return at + tier.length();
  }

  /** The position of {@code code}, blocked or not, or -1 if it is not of this space. */
  public long positionOf(String code) {
    if (code.length() < space.lengths().min() || code.length() > space.lengths().max()) {
      return -1;
    }
    long rank = 0;
    for (int i = 0; i < code.length(); i++) {
      int digit = space.alphabet().digit(code.charAt(i));
      if (digit < 0) {
        return -1;
      }
      rank = rank * space.alphabet().size() + digit;
    }
    return position(space.tiers().get(code.length() - space.lengths().min()), rank);
  }

  /** Whether the code at {@code position} must not be given. */
  public boolean isBlocked(long position) {
    return blocked.length > 0 && Arrays.binarySearch(blocked, position) >= 0;
  }

  /** The position of the code with {@code number}, 1 to the space's capacity. */
  public long positionOfNumber(long number) {
    if (number < 1 || number > space.capacity()) {
      throw new IllegalArgumentException(
          "number " + number + " is not 1 to " + space.capacity() + ", the numbers of all codes");
    }
    int from = 0;
    int to = blocked.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (blocked[middle] - middle < number) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return number - 1 + from;
  }

  /** How many codes before {@code position} can be given. */
  public long codesBefore(long position) {
    long end = Math.min(position, space.positions());
    int index = Arrays.binarySearch(blocked, end);
    return end - (index < 0 ? -index - 1 : index);
  }

  /** How many codes can still be given when {@code position} is the next one. */
  public long codesLeft(long position) {
    return space.capacity() - codesBefore(position);
  }

  private long[] blockedPositions() {
    LongStream.Builder positions = LongStream.builder();
    for (CodeSpace.Tier tier : space.tiers()) {
      space
          .blocked()
          .forEach(space.alphabet(), tier.length(), rank -> positions.add(position(tier, rank)));
    }
    return positions.build().sorted().toArray();
  }

  private long rank(CodeSpace.Tier tier, long index) {
    Shuffle shuffle = shuffles[tier.length() - space.lengths().min()];
    return shuffle == null ? index : shuffle.apply(index);
  }

  private long position(CodeSpace.Tier tier, long rank) {
    Shuffle shuffle = shuffles[tier.length() - space.lengths().min()];
    return tier.first() + (shuffle == null ? rank : shuffle.invert(rank));
  }
}
