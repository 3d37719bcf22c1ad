package dev.terse.store.memcached;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.forward.ForwardingLinks;
import dev.terse.core.store.forward.ForwardingStore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a node sees of a store that nodes share: closing it leaves the store open. Finding runs
 * {@code pause} between reading and returning.
 */
final class SharedView extends ForwardingStore {
  private final Runnable pause;
  private final AtomicLong finds = new AtomicLong();

  SharedView(Store store, Runnable pause) {
    super(store);
    this.pause = pause;
  }

  /** How many links the store was asked for. */
  long finds() {
    return finds.get();
  }

  @Override
  public LinkStore links() {
    return new ForwardingLinks(super.links()) {
      @Override
      public @Nullable Link find(LinkKey key) {
        finds.incrementAndGet();
        Link link = super.find(key);
        pause.run();
        return link;
      }
    };
  }

  @Override
  public void close() {}
}
