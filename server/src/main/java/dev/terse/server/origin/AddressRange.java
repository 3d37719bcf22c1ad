package dev.terse.server.origin;

import java.net.InetAddress;

/**
 * A block of IP addresses.
 *
 * @param network any address of the block
 * @param prefix how many leading bits its addresses share
 */
public record AddressRange(InetAddress network, int prefix) {

  /** Throws IllegalArgumentException for more bits than an address has. */
  public AddressRange {
    if (prefix < 0 || prefix > 8 * network.getAddress().length) {
      throw new IllegalArgumentException("an address has no " + prefix + " leading bits");
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address; throws IllegalArgumentException
   * otherwise.
   */
  public static AddressRange parse(String text) {
    try {
      int slash = text.indexOf('/');
      InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int bits = 8 * network.getAddress().length;
      return new AddressRange(
          network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no block of addresses: write one such as 10.0.0.0/8", e);
    }
  }

  /** Whether {@code address} belongs to the block. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += 8) {
      int mask = 0xFF << Math.max(0, 8 - (prefix - bit));
      if (((mine[bit / 8] ^ other[bit / 8]) & mask & 0xFF) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
