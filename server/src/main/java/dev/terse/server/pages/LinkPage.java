package dev.terse.server.pages;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.StoreException;
import dev.terse.server.origin.LinkPath;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.origin.RequestPath;
import dev.terse.server.pages.view.LinkView;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /-/link/CODE}: a link, ready to be copied, scanned and checked. Blocks on the store.
 */
public final class LinkPage implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPage.class);

  private final PageWriter pages;
  private final ErrorPages errors;
  private final Visitors visitors;
  private final LinkStore links;

  /** Shows links of {@code links}. */
  public LinkPage(PageWriter pages, ErrorPages errors, Visitors visitors, LinkStore links) {
    this.pages = pages;
    this.errors = errors;
    this.visitors = visitors;
    this.links = links;
  }

  @Override
  public void handle(RoutingContext context) {
    PublicUrl url = visitors.url().apply(context.request());
    if (!visitors.mayShorten().test(context.request())) {
      pages.write(context.response(), 403, "closed", url);
      return;
    }
    String path = RequestPath.of(context.request());
    LinkKey key = LinkPath.key(path.substring(LinkView.PAGES.length() - 1));
    try {
      Link link = key == null ? null : links.find(key);
      if (link == null) {
        errors.notFound(context.response(), path);
      } else {
        pages.write(context.response(), 200, "link", new LinkView(url, link));
      }
    } catch (StoreException e) {
      LOG.warn("cannot show the link of {}: {}", key, e.getMessage());
      errors.unavailable(context.response());
    }
  }
}
