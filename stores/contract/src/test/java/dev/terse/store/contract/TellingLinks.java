package dev.terse.store.contract;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.forward.ForwardingLinks;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Links that tell a listener of each change. */
final class TellingLinks extends ForwardingLinks {
  private final Consumer<LinkKey> listener;

  TellingLinks(LinkStore links, Consumer<LinkKey> listener) {
    super(links);
    this.listener = listener;
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    Creation creation = super.create(link, reuse);
    if (creation instanceof Creation.Created) {
      listener.accept(link.key());
    }
    return creation;
  }

  @Override
  public Change replace(Link link) {
    return tell(super.replace(link));
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    return tell(super.delete(key, version));
  }

  private Change tell(Change change) {
    if (change instanceof Change.Done(Link link)) {
      listener.accept(link.key());
    }
    return change;
  }
}
