package dev.terse.server.pages;

import dev.terse.server.origin.PublicUrl;
import dev.terse.server.pages.view.FormView;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /}: the form that shortens, or how to come by an API key. */
public final class HomePage implements Handler<RoutingContext> {
  private final PageWriter pages;
  private final Visitors visitors;

  /** Answers through {@code pages}. */
  public HomePage(PageWriter pages, Visitors visitors) {
    this.pages = pages;
    this.visitors = visitors;
  }

  @Override
  public void handle(RoutingContext context) {
    PublicUrl url = visitors.url().apply(context.request());
    if (visitors.mayShorten().test(context.request())) {
      pages.write(context.response(), 200, "home", FormView.empty(url.text()));
    } else {
      pages.write(context.response(), 200, "closed", url);
    }
  }
}
