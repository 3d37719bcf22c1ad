package dev.terse.server.origin;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proxies whose {@code Host} and {@code X-Forwarded-*} are believed. */
public record TrustedProxies(List<AddressRange> ranges) {

  /** Nobody is believed. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /** Copies the list. */
  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /** Whether {@code request} comes from one of them. */
  public boolean sent(HttpServerRequest request) {
    return contain(request.remoteAddress().hostAddress());
  }

  /**
   * The address of the client: the peer's, or what the nearest proxies in a row say in
   * {@code X-Forwarded-For}.
   */
  public String client(HttpServerRequest request) {
    String client = String.valueOf(request.remoteAddress().hostAddress());
    List<String> hops = request.headers().getAll("X-Forwarded-For").stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .toList();
    for (int i = hops.size() - 1; i >= 0 && contain(client) && isAddress(hops.get(i)); i--) {
      client = hops.get(i);
    }
    return client;
  }

  /** Whether one of them has that address. */
  public boolean contain(@Nullable String address) {
    if (ranges.isEmpty() || address == null) {
      return false;
    }
    InetAddress peer = InetAddress.ofLiteral(address);
    for (AddressRange range : ranges) {
      if (range.contains(peer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
