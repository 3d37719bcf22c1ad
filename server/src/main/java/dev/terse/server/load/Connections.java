package dev.terse.server.load;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections that are open, in all and of each peer. A peer is an IPv4 address or the
 * first 64 bits of an IPv6 address, which is what one customer gets. Safe for use by many threads.
 */
public final class Connections {
  private static final int NETWORK_BYTES = 8;

  private final int most;
  private final int mostOfPeer;
  private final Predicate<String> exempt;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> peers = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  /**
   * Lets in {@code most} at once.
   *
   * @param mostOfPeer how many of one peer; 0 does not count them
   * @param exempt addresses of which any number may come, such as proxies'
   */
  public Connections(int most, int mostOfPeer, Predicate<String> exempt) {
    this.most = most;
    this.mostOfPeer = mostOfPeer;
    this.exempt = exempt;
  }

  /** What became of a connection that wanted in. */
  public enum Entry {
    /** It is counted. */
    OPEN,
    /** There are too many. */
    FULL,
    /** There are too many of its peer. */
    PEER_FULL
  }

  /** Counts a connection from {@code address}, if there may be one more. */
  public Entry enter(@Nullable String address) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      refused.increment();
      return Entry.FULL;
    }
    String peer = peer(address);
    if (peer != null && peers.merge(peer, 1, Integer::sum) > mostOfPeer) {
      leave(address);
      refused.increment();
      return Entry.PEER_FULL;
    }
    return Entry.OPEN;
  }

  /** Counts off what {@link #enter} has counted. */
  public void leave(@Nullable String address) {
    open.decrementAndGet();
    String peer = peer(address);
    if (peer != null) {
      peers.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Most at once. */
  public int limit() {
    return most;
  }

  /** How many are open. */
  public int open() {
    return open.get();
  }

  /** How many were turned away. */
  public long refused() {
    return refused.sum();
  }

  /** Whom the connection is counted for, or null if for nobody. */
  private @Nullable String peer(@Nullable String address) {
    if (mostOfPeer == 0 || address == null || exempt.test(address)) {
      return null;
    }
    return address.indexOf(':') < 0 ? address : network(InetAddress.ofLiteral(address));
  }

  private static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
        : address.getHostAddress();
  }
}
