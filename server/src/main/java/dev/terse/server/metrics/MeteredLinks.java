package dev.terse.server.metrics;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.forward.ForwardingLinks;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Links whose store's calls are timed. As safe for many threads as the store is. */
final class MeteredLinks extends ForwardingLinks {
  private final StoreCalls calls;

  MeteredLinks(LinkStore links, StoreCalls calls) {
    super(links);
    this.calls = calls;
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    return calls.<@Nullable Link>time("links.find", () -> super.find(key));
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    return calls.<@Nullable Link>time(
        "links.findByTarget", () -> super.findByTarget(domain, target));
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    Creation creation = calls.time("links.create", () -> super.create(link, reuse));
    calls.created(
        switch (creation) {
          case Creation.Created _ -> "created";
          case Creation.Reused _ -> "reused";
          case Creation.Taken() -> "taken";
        });
    return creation;
  }

  @Override
  public Change replace(Link link) {
    return calls.time("links.replace", () -> super.replace(link));
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    return calls.time("links.delete", () -> super.delete(key, version));
  }

  @Override
  public Page list(Query query) {
    return calls.time("links.list", () -> super.list(query));
  }
}
