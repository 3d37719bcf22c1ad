package dev.terse.server.assets;

import dev.terse.server.assets.Assets.Asset;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers with files. */
public final class AssetHandlers {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String A_DAY = "public, max-age=86400";
  private static final String ROBOTS = """
      User-agent: *
      Disallow: /-/
      """;

  private final Assets assets;

  /** Serves {@code assets}. */
  public AssetHandlers(Assets assets) {
    this.assets = assets;
  }

  /** The asset whose path was asked for; leaves others to the next route. */
  public void asset(RoutingContext context) {
    Asset asset = assets.find(context.normalizedPath());
    if (asset == null) {
      context.next();
    } else {
      send(context, asset, FOR_EVER);
    }
  }

  /** The icon that browsers ask for without being told of it. */
  public void favicon(RoutingContext context) {
    send(context, assets.get("favicon.ico"), A_DAY);
  }

  /** Asks crawlers to follow links only. */
  public void robots(RoutingContext context) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, A_DAY)
        .end(ROBOTS);
  }

  private static void send(RoutingContext context, Asset asset, String caching) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
        .putHeader(HttpHeaders.CACHE_CONTROL, caching)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .end(asset.content());
  }
}
