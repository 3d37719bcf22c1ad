package dev.terse.server.pages;

import dev.terse.core.link.LinkKey;
import dev.terse.server.origin.LinkPath;
import dev.terse.server.origin.RequestPath;
import dev.terse.server.pages.view.LinkView;
import dev.terse.server.pages.view.QrCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /-/qr/CODE}: the QR code of a short URL, whether or not there is such a link. */
public final class QrImage implements Handler<RoutingContext> {
  private final ErrorPages errors;
  private final Visitors visitors;

  /** Draws for those who may shorten. */
  public QrImage(ErrorPages errors, Visitors visitors) {
    this.errors = errors;
    this.visitors = visitors;
  }

  @Override
  public void handle(RoutingContext context) {
    String path = RequestPath.of(context.request());
    LinkKey key = LinkPath.key(path.substring(LinkView.QR_CODES.length() - 1));
    if (key == null || !visitors.mayShorten().test(context.request())) {
      errors.notFound(context.response(), path);
      return;
    }
    String shortUrl = visitors.url().apply(context.request()).of(key.code());
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "image/svg+xml")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=86400")
        .putHeader("Content-Security-Policy", "default-src 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .end(new QrCode(shortUrl).svg());
  }
}
