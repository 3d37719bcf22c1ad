package dev.terse.store.contract;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Links of another store, for stores that do one thing differently. */
class ForwardingLinks implements LinkStore {
  final LinkStore links;

  ForwardingLinks(LinkStore links) {
    this.links = links;
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    return links.find(key);
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    return links.findByTarget(domain, target);
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    return links.create(link, reuse);
  }

  @Override
  public Change replace(Link link) {
    return links.replace(link);
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    return links.delete(key, version);
  }

  @Override
  public Page list(Query query) {
    return links.list(query);
  }
}
