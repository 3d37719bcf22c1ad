package dev.terse.server.pages;

import dev.terse.server.pages.view.Site;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * Answers with pages: templates that the build has compiled, under headers that let a browser run
 * nothing but our own files. Everything a model says is escaped for the place where it stands. Safe
 * for use by many threads.
 */
public final class PageWriter {
  private static final String TEMPLATES = "dev.terse.server.pages.generated";

  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
      + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
      + " frame-ancestors 'none'";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(
      null, ContentType.Html, PageWriter.class.getClassLoader(), TEMPLATES);
  private final Site site;

  /** Writes pages of {@code site}. */
  public PageWriter(Site site) {
    this.site = site;
  }

  /** Answers with what {@code template} makes of {@code model}. */
  void write(HttpServerResponse response, int status, String template, Object model) {
    String page = render(template, model);
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        // Not no-referrer: it would have browsers send forms with "Origin: null".
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .end(page);
  }

  String render(String template, Object model) {
    StringOutput output = new StringOutput(4_096);
    engine.render(template + ".jte", Map.of("site", site, "model", model), output);
    return output.toString();
  }
}
