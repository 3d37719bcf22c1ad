package dev.terse.server.ops;

import dev.terse.server.origin.RequestPath;
import dev.terse.server.origin.TrustedProxies;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each request in one line of {@code key=value} pairs, once it is answered. */
public final class AccessLog implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  private final Handler<HttpServerRequest> next;
  private final TrustedProxies proxies;

  /** Logs what {@code next} answers; believes {@code proxies} about the client's address. */
  public AccessLog(Handler<HttpServerRequest> next, TrustedProxies proxies) {
    this.next = next;
    this.proxies = proxies;
  }

  @Override
  public void handle(HttpServerRequest request) {
    long start = System.nanoTime();
    request.response().endHandler(_ -> log(request, start));
    next.handle(request);
  }

  private void log(HttpServerRequest request, long start) {
    LOG.info(
        "client={} method={} path=\"{}\" status={} bytes={} micros={}",
        proxies.client(request),
        request.method(),
        printable(RequestPath.of(request)),
        request.response().getStatusCode(),
        request.response().bytesWritten(),
        (System.nanoTime() - start) / 1_000);
  }

  /** A line stays a line, and its quotes stay in pairs, whatever the path holds. */
  private static String printable(String path) {
    StringBuilder text = new StringBuilder(path.length());
    path.chars().forEach(c -> {
      if (c <= ' ' || c >= 0x7F || c == '"' || c == '\\') {
        text.append("\\u%04x".formatted(c));
      } else {
        text.append((char) c);
      }
    });
    return text.toString();
  }
}
