package dev.terse.core.redirect;

import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Redirects that one thread has told lately, by the bytes of the path that was asked for. Used by
 * that thread only.
 *
 * <p>What all threads share is a dozen objects for each link, and with many links each of them is
 * far away in memory. Here a redirect's path, target, and all else stand side by side in one array,
 * so that finding it touches two places, and the path need not be read as a code. What has been
 * forgotten is not told: each copy goes with a number of {@link Changes}.
 *
 * <p>The array is a ring: what is new overwrites what is oldest. Beside it stands a table of where
 * entries are, four places for each hash. Both grow with what is told. One find in {@value #ONE_IN}
 * fails, so that the shared memory sees what is in use and keeps it.
 */
public final class NearRedirects {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** A power of two. */
  private static final int ONE_IN = 16;

  /** Where the parts of an entry are. */
  private static final int ID_HIGH = 0;

  private static final int ID_LOW = 8;
  private static final int READ_AT = 16;
  private static final int STRIPE = 24;
  private static final int NUMBER = 28;
  private static final int PATH_LENGTH = 32;
  private static final int TARGET_LENGTH = 36;
  private static final int STATUS = 40;
  private static final int PATH = 41;

  private static final int LEAST_STATUS = 300;

  /** Entries begin at multiples of this; the first does not begin at 0, which is no place. */
  private static final int ALIGNMENT = 8;

  private static final int LEAST_BYTES = 1 << 10;
  private static final int FIRST_BYTES = 1 << 14;
  private static final int MOST_BYTES = 1 << 30;

  /** Places that an entry may have in the table: half a line of memory. */
  private static final int WAYS = 4;

  /** There is a place for so many bytes of the ring, half of what most entries take. */
  private static final int BYTES_A_PLACE = 64;

  /** A place is an entry's position, in units of its alignment, below bits of its path's hash. */
  private static final int POSITION_BITS = 40;

  private static final long MOST_POSITION = (1L << POSITION_BITS) - 1;

  private final Redirector redirector;
  private final RedirectCache cache;
  private final int mostBytes;

  private byte[] ring;
  private long[] places;

  /** Where the next entry is to be written, counted as if the ring had no end. */
  private long end = ALIGNMENT;

  private int finds;

  /** Where in the ring the entry is that was found last. */
  private int found = -1;

  /** Copies of what {@code redirector} tells from {@code cache}, in about {@code mostBytes}. */
  NearRedirects(Redirector redirector, RedirectCache cache, long mostBytes) {
    this.redirector = redirector;
    this.cache = cache;
    this.mostBytes =
        (int) Long.highestOneBit(Math.clamp(mostBytes, (long) LEAST_BYTES, (long) MOST_BYTES));
    this.ring = new byte[Math.min(FIRST_BYTES, this.mostBytes)];
    this.places = new long[ring.length / BYTES_A_PLACE];
  }

  /**
   * Looks for the redirect of the path that stands in {@code bytes}. If this returns true, the
   * redirect is what the accessors tell until the next call of this or of {@link #resolve}. If
   * false, {@link #resolve} may know it nevertheless.
   */
  public boolean find(byte[] bytes, int from, int to) {
    found = (++finds & (ONE_IN - 1)) == 0 ? -1 : locate(bytes, from, to);
    return found >= 0
        && cache.number(number(found, STRIPE)) == number(found, NUMBER)
        && cache.isFresh(longAt(found, READ_AT));
  }

  /** The id of the link that was found. */
  public LinkId link() {
    return new LinkId(new UUID(longAt(found, ID_HIGH), longAt(found, ID_LOW)));
  }

  /** With which status its redirect is answered. */
  public RedirectStatus status() {
    return Objects.requireNonNull(RedirectStatus.of(LEAST_STATUS + ring[found + STATUS]));
  }

  /** The array in which its target stands, in ASCII; not to be written to. */
  public byte[] targetBytes() {
    return ring;
  }

  /** Where in {@link #targetBytes} the target begins. */
  public int targetStart() {
    return found + PATH + number(found, PATH_LENGTH);
  }

  /** How long the target is. */
  public int targetLength() {
    return number(found, TARGET_LENGTH);
  }

  /**
   * What {@code key} does, if the memory that all share, or the store's, can tell; never blocks. A
   * redirect is found from now on, as long as it holds, by the path that stands in {@code bytes}.
   */
  public @Nullable Resolution resolve(LinkKey key, byte[] bytes, int from, int to) {
    int stripe = cache.stripe(key);
    int number = cache.number(stripe); // before the look: what changes after it is not told
    Remembered remembered = redirector.remembered(key);
    if (remembered != null
        && remembered.resolution() instanceof Resolution.Redirect redirect
        && cache.isFresh(remembered)) {
      int at = entry(bytes, from, to, redirect);
      if (at >= 0) {
        LONG.set(ring, at + READ_AT, remembered.readAt());
        INT.set(ring, at + STRIPE, stripe);
        INT.set(ring, at + NUMBER, number);
      }
    }
    return redirector.tell(key, remembered);
  }

  /** Where the entry of that path is now, which tells {@code redirect}; -1 if it is too large. */
  private int entry(byte[] bytes, int from, int to, Resolution.Redirect redirect) {
    byte[] target = redirect.target().value().getBytes(StandardCharsets.US_ASCII);
    int at = locate(bytes, from, to);
    if (at < 0 || !isTarget(at, target)) {
      int size = size(to - from, target.length);
      if (size > mostBytes / WAYS) {
        return -1;
      }
      makeRoom(size);
      at = index(end);
      INT.set(ring, at + PATH_LENGTH, to - from);
      INT.set(ring, at + TARGET_LENGTH, target.length);
      System.arraycopy(bytes, from, ring, at + PATH, to - from);
      System.arraycopy(target, 0, ring, at + PATH + to - from, target.length);
      enter(hash(bytes, from, to), end);
      end += size;
    }
    LONG.set(ring, at + ID_HIGH, redirect.link().value().getMostSignificantBits());
    LONG.set(ring, at + ID_LOW, redirect.link().value().getLeastSignificantBits());
    ring[at + STATUS] = (byte) (redirect.status().number() - LEAST_STATUS);
    return at;
  }

  private boolean isTarget(int at, byte[] target) {
    int start = at + PATH + number(at, PATH_LENGTH);
    return Arrays.equals(ring, start, start + number(at, TARGET_LENGTH), target, 0, target.length);
  }

  /** Where in the ring the entry of the path is, or -1 if there is none. */
  private int locate(byte[] bytes, int from, int to) {
    long hash = hash(bytes, from, to);
    int set = set(hash);
    for (int place = set; place < set + WAYS; place++) {
      long position = position(places[place]);
      if (isTagged(places[place], hash) && isIntact(position)) {
        int start = index(position) + PATH;
        int length = number(index(position), PATH_LENGTH);
        if (Arrays.equals(ring, start, start + length, bytes, from, to)) {
          return index(position);
        }
      }
    }
    return -1;
  }

  /** Sees to it that the next entry fits before the ring's end, and within the count of places. */
  private void makeRoom(int size) {
    while (end + size > ring.length && ring.length < mostBytes) {
      grow();
    }
    int left = ring.length - index(end);
    if (size > left) {
      end += left;
    }
    if (end / ALIGNMENT > MOST_POSITION) {
      Arrays.fill(places, 0);
      end = ALIGNMENT;
    }
  }

  /** Only before the ring's end has been passed: all entries stand one behind the other. */
  private void grow() {
    cache.nearGrew(ring.length);
    ring = Arrays.copyOf(ring, 2 * ring.length);
    places = new long[2 * places.length];
    for (int at = ALIGNMENT; at < end; ) {
      int path = at + PATH;
      int pathLength = number(at, PATH_LENGTH);
      enter(hash(ring, path, path + pathLength), at);
      at += size(pathLength, number(at, TARGET_LENGTH));
    }
  }

  /**
   * Notes that the entry at {@code position} is the one with {@code hash}: in the place of an
   * earlier one of the same path, or else of the oldest, which may have been overwritten.
   */
  private void enter(long hash, long position) {
    int set = set(hash);
    int chosen = set;
    for (int place = set; place < set + WAYS; place++) {
      if (isTagged(places[place], hash)) {
        chosen = place;
        break;
      }
      if (position(places[place]) < position(places[chosen])) {
        chosen = place;
      }
    }
    places[chosen] = (hash & ~MOST_POSITION) | (position / ALIGNMENT);
  }

  private static boolean isTagged(long place, long hash) {
    return place != 0 && ((place ^ hash) & ~MOST_POSITION) == 0;
  }

  private static long position(long place) {
    return (place & MOST_POSITION) * ALIGNMENT;
  }

  private boolean isIntact(long position) {
    return end - position <= ring.length;
  }

  private int set(long hash) {
    return (int) hash & (places.length - 1) & -WAYS;
  }

  private int index(long position) {
    return (int) position & (ring.length - 1);
  }

  private static int size(int pathLength, int targetLength) {
    return (PATH + pathLength + targetLength + ALIGNMENT - 1) & -ALIGNMENT;
  }

  private long longAt(int at, int part) {
    return (long) LONG.get(ring, at + part);
  }

  private int number(int at, int part) {
    return (int) INT.get(ring, at + part);
  }

  /** Multiplications as in MurmurHash3's last step; its highest and lowest bits are the best. */
  private static long hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONG.get(bytes, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
    }
    return mixed(hash ^ rest);
  }

  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
    return mixed ^ (mixed >>> 33);
  }
}
