package dev.terse.server.pages;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /} while the Flask demo's endpoint is served: how to use it. */
public final class FlaskHelpPage implements Handler<RoutingContext> {
  private final PageWriter pages;
  private final Visitors visitors;

  /** Answers through {@code pages}. */
  public FlaskHelpPage(PageWriter pages, Visitors visitors) {
    this.pages = pages;
    this.visitors = visitors;
  }

  @Override
  public void handle(RoutingContext context) {
    pages.write(context.response(), 200, "help", visitors.url().apply(context.request()));
  }
}
