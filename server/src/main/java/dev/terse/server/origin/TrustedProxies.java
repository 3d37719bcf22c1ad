package dev.terse.server.origin;

import java.net.InetAddress;
import java.util.List;

/** The proxies whose {@code Host} and {@code X-Forwarded-*} are believed. */
public record TrustedProxies(List<AddressRange> ranges) {

  /** Nobody is believed. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /** Copies the list. */
  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /** Whether {@code peer} is one of them. */
  public boolean contains(InetAddress peer) {
    for (AddressRange range : ranges) {
      if (range.contains(peer)) {
        return true;
      }
    }
    return false;
  }
}
