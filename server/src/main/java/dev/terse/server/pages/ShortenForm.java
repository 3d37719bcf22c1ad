package dev.terse.server.pages;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.store.StoreException;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.pages.view.FormView;
import dev.terse.server.pages.view.FormView.Field;
import dev.terse.server.pages.view.FormView.Input;
import dev.terse.server.pages.view.LinkView;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /-/shorten}: makes a link of what the form sends and leads to its page, which can be
 * loaded again without making a second link. A fault is shown in the form, with the input kept.
 * Blocks on the store; wants the body read before.
 */
public final class ShortenForm implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ShortenForm.class);

  /** What people write for {@code https://example.com/path}: a host with a dot, no scheme. */
  private static final Pattern WITHOUT_SCHEME =
      Pattern.compile("[^\\s/:?#@\\\\]+\\.[^\\s/:?#@\\\\]+(:\\d+)?([/?#].*)?");

  private static final String NO_STORE =
      "The link was not made: the store does not answer. Please try again shortly.";
  private static final String TAKEN = " is taken: choose another code, or leave the field empty.";

  private final PageWriter pages;
  private final Visitors visitors;
  private final Shortener shortener;

  /** Shortens through {@code shortener}. */
  public ShortenForm(PageWriter pages, Visitors visitors, Shortener shortener) {
    this.pages = pages;
    this.visitors = visitors;
    this.shortener = shortener;
  }

  @Override
  public void handle(RoutingContext context) {
    PublicUrl url = visitors.url().apply(context.request());
    if (!visitors.mayShorten().test(context.request())) {
      pages.write(context.response(), 403, "closed", url);
      return;
    }
    Input input = input(context.request().formAttributes());
    FormView form = new FormView(url.text(), input, null, "");
    String fault = LinkDetails.titleFault(input.title());
    if (fault != null) {
      refuse(context, 422, form.faulty(Field.TITLE, "The title " + fault + "."));
      return;
    }
    try {
      answer(context, url, form, shortener.shorten(request(input)));
    } catch (StoreException e) {
      LOG.warn("cannot shorten: {}", e.getMessage());
      refuse(context, 503, form.faulty(Field.FORM, NO_STORE));
    }
  }

  private void answer(RoutingContext context, PublicUrl url, FormView form, Shortened shortened) {
    switch (shortened) {
      case Shortened.Created created -> lead(context, url, created.link());
      case Shortened.Reused reused -> lead(context, url, reused.link());
      case Shortened.CodeTaken taken ->
        refuse(context, 409, form.faulty(Field.CODE, taken.code() + TAKEN));
      case Shortened.InvalidCode invalid ->
        refuse(context, 422, form.faulty(Field.CODE, "The code " + invalid.reason() + "."));
      case Shortened.InvalidTarget invalid ->
        refuse(context, 422, form.faulty(Field.URL, "The URL " + invalid.reason() + "."));
      case Shortened.Exhausted exhausted ->
        refuse(context, 507, form.faulty(Field.FORM, "No code is left: " + exhausted.remedy()));
    }
  }

  private void refuse(RoutingContext context, int status, FormView form) {
    pages.write(context.response(), status, "home", form);
  }

  private static void lead(RoutingContext context, PublicUrl url, Link link) {
    context
        .response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, new LinkView(url, link).pagePath())
        .end();
  }

  private static ShortenRequest request(Input input) {
    String target = input.url();
    if (WITHOUT_SCHEME.matcher(target).matches()) {
      target = "https://" + target;
    }
    String title = input.title().isEmpty() ? null : input.title();
    ShortenRequest request =
        new ShortenRequest(target, null, null, new LinkDetails(title, null, null), null, null);
    return input.code().isEmpty() ? request : request.withCode(input.code());
  }

  private static Input input(MultiMap form) {
    return new Input(field(form, "url"), field(form, "code"), field(form, "title"));
  }

  private static String field(MultiMap form, String name) {
    String value = form.get(name);
    return value == null ? "" : value.strip();
  }
}
