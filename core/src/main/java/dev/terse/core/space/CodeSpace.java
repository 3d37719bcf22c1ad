package dev.terse.core.space;

import java.util.ArrayList;
import java.util.List;

/**
 * All codes of some lengths over an alphabet, less the blocked ones, with their exact number.
 * Immutable.
 *
 * <p>A <em>position</em> is a code's place in the whole product, blocked codes included, shortest
 * length first, counted from 0. A <em>number</em> leaves the blocked codes out and counts from 1.
 */
public final class CodeSpace {
  private final Alphabet alphabet;
  private final Lengths lengths;
  private final BlockedWords blocked;
  private final List<Tier> tiers;

  /**
   * All codes of {@code alphabet} with those lengths.
   *
   * @throws IllegalArgumentException unless all positions fit in a {@code long} and the blocked
   *     words are at most {@link BlockedWords#MAX_SPELLINGS} codes; the message names the setting
   */
  public CodeSpace(Alphabet alphabet, Lengths lengths, BlockedWords blocked) {
    this.alphabet = alphabet;
    this.lengths = lengths;
    this.blocked = blocked;
    this.tiers = tiers(alphabet, lengths, blocked);
  }

  /**
   * The codes of one length.
   *
   * @param length how many characters they have
   * @param first the position of the first one
   * @param size how many there are, blocked ones included
   * @param blocked how many of them are blocked
   * @param total how many can be given of this length and all shorter ones
   */
  public record Tier(int length, long first, long size, long blocked, long total) {

    /** How many codes of this length can be given. */
    public long capacity() {
      return size - blocked;
    }

    /** The first position after this length. */
    public long end() {
      return first + size;
    }
  }

  /** The alphabet. */
  public Alphabet alphabet() {
    return alphabet;
  }

  /** What is never drawn. */
  public BlockedWords blocked() {
    return blocked;
  }

  /** The lengths, shortest first. */
  public List<Tier> tiers() {
    return tiers;
  }

  /** How long the codes are. */
  public Lengths lengths() {
    return lengths;
  }

  /** How many codes can be given. */
  public long capacity() {
    return tiers.getLast().total();
  }

  /** How many positions there are. */
  public long positions() {
    return tiers.getLast().end();
  }

  /** The tier of {@code position}, which must be one of this space. */
  public Tier tierOf(long position) {
    for (Tier tier : tiers) {
      if (position < tier.end()) {
        return tier;
      }
    }
    throw new IllegalArgumentException("position " + position + " is beyond the last code");
  }

  private static List<Tier> tiers(Alphabet alphabet, Lengths lengths, BlockedWords blocked) {
    List<Tier> tiers = new ArrayList<>();
    long first = 0;
    long total = 0;
    for (int length = lengths.min(); length <= lengths.max(); length++) {
      long size = size(alphabet, length, first);
      int blockedHere = blocked.count(alphabet, length);
      total += size - blockedHere;
      tiers.add(new Tier(length, first, size, blockedHere, total));
      first += size;
    }
    if (first - total > BlockedWords.MAX_SPELLINGS) {
      throw new IllegalArgumentException("codes.blocked makes more than "
          + BlockedWords.MAX_SPELLINGS + " codes: remove some, or let case matter");
    }
    return List.copyOf(tiers);
  }

  private static long size(Alphabet alphabet, int length, long before) {
    try {
      long size = Math.powExact((long) alphabet.size(), length);
      Math.addExact(before, size);
      return size;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "codes.max-length is too long to number all codes: lower it below " + length, e);
    }
  }
}
