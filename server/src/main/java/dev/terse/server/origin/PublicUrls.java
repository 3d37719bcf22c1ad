package dev.terse.server.origin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what short URLs begin with: what is configured, else what a trusted proxy or a loopback
 * name in the request says, else the address that the request was sent to.
 */
public final class PublicUrls {
  private final @Nullable PublicUrl configured;
  private final TrustedProxies proxies;

  /** Believes {@code proxies}, unless {@code configured} says it all. */
  public PublicUrls(@Nullable PublicUrl configured, TrustedProxies proxies) {
    this.configured = configured;
    this.proxies = proxies;
  }

  /** What short URLs begin with, for {@code request}. */
  public PublicUrl of(HttpServerRequest request) {
    if (configured != null) {
      return configured;
    }
    String host = only(request.headers().getAll(HttpHeaders.HOST));
    PublicUrl told = null;
    if (proxies.sent(request)) {
      String forwarded = last(request.getHeader("X-Forwarded-Host"));
      String scheme =
          "https".equals(last(request.getHeader("X-Forwarded-Proto"))) ? "https" : "http";
      told = parse(scheme, forwarded == null ? host : forwarded);
    } else if (LoopbackNames.containAuthority(host)) {
      told = parse("http", host);
    }
    return told == null ? local(request) : told;
  }

  private static PublicUrl local(HttpServerRequest request) {
    SocketAddress local = request.localAddress();
    String host = local.hostAddress();
    return new PublicUrl(
        "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + local.port() + "/");
  }

  private static @Nullable PublicUrl parse(String scheme, @Nullable String authority) {
    if (authority == null || !isAuthority(authority)) {
      return null;
    }
    try {
      return new PublicUrl(scheme + "://" + authority + "/");
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isAuthority(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c -> (Character.isLetterOrDigit(c) && c < 0x80)
                || c == '-'
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '['
                || c == ']');
  }

  private static @Nullable String only(List<String> values) {
    return values.size() == 1 ? values.getFirst() : null;
  }

  /** The value that the nearest proxy added. */
  private static @Nullable String last(@Nullable String list) {
    return list == null ? null : list.substring(list.lastIndexOf(',') + 1).strip();
  }
}
