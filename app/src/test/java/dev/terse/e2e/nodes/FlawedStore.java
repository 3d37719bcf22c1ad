package dev.terse.e2e.nodes;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Store;
import dev.terse.core.store.forward.ForwardingLinks;
import dev.terse.core.store.forward.ForwardingStore;
import dev.terse.e2e.nodes.NodeProcess.Build;
import java.util.concurrent.atomic.AtomicLong;

/** A store that is wrong as its {@link Build} says. The harness must see each of them. */
final class FlawedStore extends ForwardingStore {
  private final Build build;

  FlawedStore(Store store, Build build) {
    super(store);
    this.build = build;
  }

  @Override
  public LinkStore links() {
    return build == Build.LOOKS_FIRST ? new LookThenPut(super.links()) : super.links();
  }

  @Override
  public Sequence sequence() {
    return switch (build) {
      case SOUND -> super.sequence();
      case LOOKS_FIRST -> new LookThenTake(super.sequence());
      case LEASES_LATE ->
        new TakeLater(super.sequence(), new AtomicLong(super.sequence().position()));
    };
  }

  /** Durable is only what the last lease but one left. */
  private record TakeLater(Sequence sequence, AtomicLong next) implements Sequence {
    @Override
    public Lease lease(int size) {
      Lease lease = new Lease(next.getAndAdd(size), size);
      sequence.raise(lease.first());
      return lease;
    }

    @Override
    public long position() {
      return next.get();
    }

    @Override
    public void raise(long floor) {
      next.accumulateAndGet(floor, Math::max);
    }
  }

  private record LookThenTake(Sequence sequence) implements Sequence {
    @Override
    public Lease lease(int size) {
      Lease lease = new Lease(sequence.position(), size);
      sequence.raise(lease.end());
      return lease;
    }

    @Override
    public long position() {
      return sequence.position();
    }

    @Override
    public void raise(long floor) {
      sequence.raise(floor);
    }
  }

  private static final class LookThenPut extends ForwardingLinks {
    LookThenPut(LinkStore links) {
      super(links);
    }

    @Override
    public Creation create(Link link, Reuse reuse) {
      if (find(link.key()) != null) {
        return new Creation.Taken();
      }
      super.create(link, reuse);
      return new Creation.Created(link);
    }
  }
}
