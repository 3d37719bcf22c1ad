package dev.terse.e2e.fresh;

import dev.terse.core.figure.Figure;
import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.redirect.Freshness;
import dev.terse.core.redirect.RedirectCache;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.redirect.Resolution;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Executors;

/** The parts of a server that matter here, twice in this process, put together as it does. */
final class StorePair implements Pair {
  private static final int FOLLOW_EVERY_MILLIS = 10;
  private static final long CACHE_BYTES = 64 << 20;

  private final SecureRandom random = new SecureRandom();
  private final Store changed;
  private final Store followed;
  private final Redirector redirector;

  /**
   * Opens {@code url} twice.
   *
   * @param push whether the second listens to what the store tells of changes
   */
  StorePair(String url, Freshness freshness, boolean push) {
    changed = StoreUrl.parse(url).open();
    followed = StoreUrl.parse(url).open();
    RedirectCache cache = new RedirectCache(CACHE_BYTES, freshness);
    if (push) {
      followed.onChange(cache::forget);
    }
    redirector = new Redirector(
        followed.links(), cache, RedirectStatus.FOUND, Executors.newVirtualThreadPerTaskExecutor());
  }

  /** Whether the store tells of changes at all. */
  boolean pushes() {
    return followed.traits().pushesChanges();
  }

  /** Its name, with the version. */
  String backend() {
    return followed.traits().backend();
  }

  @Override
  public void make(String code, String target) {
    Instant now = Instant.now();
    Link link = new Link(
        LinkId.create(now, random),
        key(code),
        new Target(target),
        LinkDetails.NONE,
        History.begin(now, null));
    expect(changed.links().create(link, Reuse.NEVER) instanceof Creation.Created, code);
  }

  @Override
  public void edit(String code, String target) {
    Link link = Objects.requireNonNull(changed.links().find(key(code)));
    Link next =
        link.changed(new Target(target), link.details(), link.history().next(Instant.now()));
    expect(changed.links().replace(next) instanceof Change.Done, code);
  }

  @Override
  public void takeDown(String code) {
    expect(changed.links().delete(key(code), OptionalLong.empty()) instanceof Change.Done, code);
  }

  @Override
  public String follow(String code) {
    Resolution known = redirector.resolveNow(key(code));
    return switch (known == null ? redirector.resolve(key(code)).join() : known) {
      case Resolution.Redirect redirect -> redirect.target().value();
      case Resolution.Unknown _ -> GONE;
      case Resolution.Unavailable _ -> throw new IllegalStateException("the store failed");
    };
  }

  @Override
  public long late() {
    return redirector.figures().stream()
        .filter(figure -> figure.name().equals("redirect_stale_answers"))
        .mapToLong(figure -> (long) ((Figure.Count) figure).value())
        .sum();
  }

  @Override
  public int followEvery() {
    return FOLLOW_EVERY_MILLIS;
  }

  @Override
  public void close() {
    followed.close();
    changed.close();
  }

  private static LinkKey key(String code) {
    return LinkKey.of(new Code(code));
  }

  private static void expect(boolean done, String code) {
    if (!done) {
      throw new IllegalStateException("not done: " + code);
    }
  }
}
