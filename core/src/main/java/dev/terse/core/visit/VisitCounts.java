package dev.terse.core.visit;

import dev.terse.core.link.LinkId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Visits added up by link and hour, in the order in which they first came. Hours are numbered since
 * 1970. It grows with what is added; whoever adds sees to its bound. Used by one thread at a time.
 *
 * <p>A table with chains in flat arrays: an entry is four longs side by side, so that counting a
 * visit touches two lines of memory and allocates nothing, and a collector has nothing to follow. A
 * chain holds the hours of one link within 32 hours, and what collides; so neither does a link with
 * years of hours make it long, nor is it far to all hours of a link.
 */
public final class VisitCounts {
  private static final int SPAN_BITS = 5;

  private static final int HIGH = 0;
  private static final int LOW = 1;

  /** The hour in the upper half, the next entry of the chain in the lower. */
  private static final int HOUR_AND_NEXT = 2;

  private static final int VISITS = 3;
  private static final int WIDTH = 4;

  private static final int LEAST = 16;
  private static final int END = -1;

  private long[] entries = new long[LEAST * WIDTH];
  private int[] chains = new int[LEAST];
  private int size;
  private int first = Integer.MAX_VALUE;
  private int last = Integer.MIN_VALUE;

  /** Counts nothing yet. */
  public VisitCounts() {
    Arrays.fill(chains, END);
  }

  /** Sees the visits of one hour. */
  @FunctionalInterface
  public interface Visitor {
    /** Sees that there were {@code visits} in {@code hour}. */
    void visit(int hour, long visits);
  }

  /** Adds {@code visits} of {@code link} in {@code hour}. */
  public void add(LinkId link, int hour, long visits) {
    long high = link.value().getMostSignificantBits();
    long low = link.value().getLeastSignificantBits();
    int entry = find(high, low, hour);
    if (entry == END) {
      append(high, low, hour, visits);
    } else {
      entries[entry * WIDTH + VISITS] += visits;
    }
  }

  /** Adds all of {@code tally}. */
  public void add(VisitTally tally) {
    add(tally.link(), hour(tally.hour()), tally.visits());
  }

  /** The number of the hour of {@code moment}. */
  public static int hour(Instant moment) {
    return Math.toIntExact(Math.floorDiv(moment.getEpochSecond(), 3_600));
  }

  /** Whether there are visits of {@code link} in {@code hour}. */
  public boolean has(LinkId link, int hour) {
    return find(link.value().getMostSignificantBits(), link.value().getLeastSignificantBits(), hour)
        != END;
  }

  /** How many entries there are: pairs of link and hour. */
  public int size() {
    return size;
  }

  /** The link of the entry that came as number {@code entry}, counted from 0. */
  public LinkId link(int entry) {
    int at = entry * WIDTH;
    return new LinkId(new UUID(entries[at + HIGH], entries[at + LOW]));
  }

  /** The hour of that entry. */
  public int hour(int entry) {
    return (int) (entries[entry * WIDTH + HOUR_AND_NEXT] >> Integer.SIZE);
  }

  /** The visits of that entry. */
  public long visits(int entry) {
    return entries[entry * WIDTH + VISITS];
  }

  /** Shows {@code visitor} the hours of {@code link} from {@code from} on, in no order. */
  public void forEach(LinkId link, int from, Visitor visitor) {
    long high = link.value().getMostSignificantBits();
    long low = link.value().getLeastSignificantBits();
    for (int span = Math.max(from, first) >> SPAN_BITS; span <= last >> SPAN_BITS; span++) {
      int entry = chains[chain(high, low, span)];
      while (entry != END) {
        int hour = hour(entry);
        if (isOf(entry, high, low) && hour >> SPAN_BITS == span && hour >= from) {
          visitor.visit(hour, visits(entry));
        }
        entry = next(entry);
      }
    }
  }

  /** The entries, ordered by link and then by hour. */
  public int[] sorted() {
    Comparator<Integer> byLink = (a, b) -> {
      int high = Long.compareUnsigned(entries[a * WIDTH + HIGH], entries[b * WIDTH + HIGH]);
      return high != 0
          ? high
          : Long.compareUnsigned(entries[a * WIDTH + LOW], entries[b * WIDTH + LOW]);
    };
    return IntStream.range(0, size)
        .boxed()
        .sorted(byLink.thenComparingInt(this::hour))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Forgets everything, and keeps the memory for what comes next. */
  public void clear() {
    size = 0;
    first = Integer.MAX_VALUE;
    last = Integer.MIN_VALUE;
    Arrays.fill(chains, END);
  }

  private int find(long high, long low, int hour) {
    int entry = chains[chain(high, low, hour >> SPAN_BITS)];
    while (entry != END && !(isOf(entry, high, low) && hour(entry) == hour)) {
      entry = next(entry);
    }
    return entry;
  }

  private boolean isOf(int entry, long high, long low) {
    return entries[entry * WIDTH + LOW] == low && entries[entry * WIDTH + HIGH] == high;
  }

  private int next(int entry) {
    return (int) entries[entry * WIDTH + HOUR_AND_NEXT];
  }

  private void append(long high, long low, int hour, long visits) {
    if (size == chains.length) {
      grow();
    }
    int at = size * WIDTH;
    entries[at + HIGH] = high;
    entries[at + LOW] = low;
    entries[at + VISITS] = visits;
    enchain(size, hour);
    size++;
    first = Math.min(first, hour);
    last = Math.max(last, hour);
  }

  private void enchain(int entry, int hour) {
    int at = entry * WIDTH;
    int chain = chain(entries[at + HIGH], entries[at + LOW], hour >> SPAN_BITS);
    entries[at + HOUR_AND_NEXT] = (long) hour << Integer.SIZE | (chains[chain] & 0xFFFF_FFFFL);
    chains[chain] = entry;
  }

  private void grow() {
    entries = Arrays.copyOf(entries, 2 * entries.length);
    chains = new int[2 * chains.length];
    Arrays.fill(chains, END);
    for (int entry = 0; entry < size; entry++) {
      enchain(entry, hour(entry));
    }
  }

  /** The finishing step of MurmurHash3 over all bits. */
  private int chain(long high, long low, int span) {
    long hash = high + Long.rotateLeft(low, 32) + span * 0x9E37_79B9_7F4A_7C15L;
    hash = (hash ^ hash >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
    hash = (hash ^ hash >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
    return (int) (hash ^ hash >>> 33) & chains.length - 1;
  }
}
