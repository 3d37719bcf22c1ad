package dev.terse.server.access;

import dev.terse.server.origin.LoopbackNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whether a request comes plainly from this machine's own user.
 *
 * <p>Three disguises are meant to fail. A proxy on this machine makes the world look like loopback:
 * it names the host it serves, leaves a forwarding header, or speaks HTTP/1.0 as nginx does unless
 * told otherwise. A page under a name that its owner points here (DNS rebinding) keeps that name in
 * {@code Host}. A page of another site that posts to localhost is betrayed by {@code Origin} or
 * {@code Sec-Fetch-Site}, which pages cannot forge.
 */
final class LocalRequests {

  /** What proxies, tunnels and content networks leave, beside everything that says X-Forwarded. */
  private static final Set<String> FORWARDING = Set.of(
      "forwarded",
      "via",
      "forwarded-for",
      "client-ip",
      "x-real-ip",
      "x-remote-ip",
      "x-proxyuser-ip",
      "x-scheme",
      "x-client-ip",
      "x-cluster-client-ip",
      "x-original-forwarded-for",
      "x-original-host",
      "x-original-url",
      "x-arr-ssl",
      "x-azure-clientip",
      "fly-client-ip",
      "tailscale-user-login",
      "tailscale-user-name",
      "tailscale-headers-info",
      "true-client-ip",
      "cf-connecting-ip",
      "cf-ray",
      "fastly-client-ip",
      "cdn-loop",
      "x-amzn-trace-id",
      "x-envoy-external-address",
      "ngrok-skip-browser-warning");

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private LocalRequests() {}

  /** Whether {@code request} may be answered as this machine's own user. */
  static boolean isPlainlyLocal(HttpServerRequest request) {
    MultiMap headers = request.headers();
    List<String> hosts = headers.getAll(HttpHeaders.HOST);
    return isLoopback(request.remoteAddress())
        && request.version() == HttpVersion.HTTP_1_1
        && request.uri().startsWith("/")
        && hosts.size() == 1
        && LoopbackNames.containAuthority(hosts.getFirst())
        && !isForwarded(headers)
        && isSameOrigin(headers, hosts.getFirst())
        && (isSafe(request.method()) || isSameSite(headers));
  }

  /** Whether a page of another site sent {@code request}, as far as the browser tells. */
  static boolean isCrossSite(HttpServerRequest request) {
    return !isSafe(request.method())
        && request.headers().getAll("Sec-Fetch-Site").contains("cross-site");
  }

  private static boolean isLoopback(SocketAddress peer) {
    return LoopbackNames.containAddress(peer.hostAddress());
  }

  private static boolean isForwarded(MultiMap headers) {
    for (String name : headers.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("x-forwarded") || FORWARDING.contains(lower)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSameOrigin(MultiMap headers, String host) {
    for (String origin : headers.getAll(HttpHeaders.ORIGIN)) {
      if (!origin.equalsIgnoreCase("http://" + host)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameSite(MultiMap headers) {
    for (String site : headers.getAll("Sec-Fetch-Site")) {
      if (!site.equals("same-origin") && !site.equals("none")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSafe(HttpMethod method) {
    return SAFE.contains(method);
  }
}
