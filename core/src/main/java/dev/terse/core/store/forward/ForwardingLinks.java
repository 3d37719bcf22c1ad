package dev.terse.core.store.forward;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Passes every call on to {@link #links()}. As safe for many threads as that is. */
public class ForwardingLinks implements LinkStore {
  private final LinkStore links;

  /** Passes calls on to {@code links}. */
  public ForwardingLinks(LinkStore links) {
    this.links = links;
  }

  /** Where calls go; asked at each call. */
  protected LinkStore links() {
    return links;
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    return links().find(key);
  }

  @Override
  public @Nullable Link peek(LinkKey key) {
    return links().peek(key);
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    return links().findByTarget(domain, target);
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    return links().create(link, reuse);
  }

  @Override
  public Change replace(Link link) {
    return links().replace(link);
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    return links().delete(key, version);
  }

  @Override
  public boolean bury(LinkKey key) {
    return links().bury(key);
  }

  @Override
  public @Nullable LinkId holder(LinkKey key) {
    return links().holder(key);
  }

  @Override
  public Scan scan(String cursor, int limit) {
    return links().scan(cursor, limit);
  }

  @Override
  public Page list(Query query) {
    return links().list(query);
  }
}
