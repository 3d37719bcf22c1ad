package dev.terse.core.space;

import java.util.Collection;
import java.util.OptionalLong;

/**
 * Where a restored store goes on, so that it gives no code again that the lost one gave out after
 * the backup was taken. The backup cannot know how far the lost one came.
 */
public final class RestoredPosition {
  private RestoredPosition() {}

  /**
   * The first position of the next longer codes: safe unless the lost store had begun those too,
   * for which it needed more codes than {@link #reserve}. Empty if there are none longer.
   *
   * @param position that the backup knows
   */
  public static OptionalLong nextLength(OrderedSpace space, long position) {
    long end =
        position < space.space().positions() ? space.space().tierOf(position).end() : position;
    return end < space.space().positions() ? OptionalLong.of(end) : OptionalLong.empty();
  }

  /** How many codes of their length were left at {@code position}. */
  public static long reserve(OrderedSpace space, long position) {
    return space.codesBefore(space.space().tierOf(position).end()) - space.codesBefore(position);
  }

  /**
   * The position behind {@code codes}, with room for two leases that may have been in use besides.
   *
   * @param codes without prefix
   * @throws IllegalArgumentException if one of them is none of {@code space}
   */
  public static long behind(OrderedSpace space, Collection<String> codes, int lease) {
    long last = -1;
    for (String code : codes) {
      long position = space.positionOf(code);
      if (position < 0) {
        throw new IllegalArgumentException("'" + code + "' is no code that this store draws");
      }
      last = Math.max(last, position);
    }
    return Math.min(last + 1 + 2L * lease, space.space().positions());
  }
}
