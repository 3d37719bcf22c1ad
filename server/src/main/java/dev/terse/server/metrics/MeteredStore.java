package dev.terse.server.metrics;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Store;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.forward.ForwardingStore;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store whose calls are timed. As safe for many threads as the store is. */
final class MeteredStore extends ForwardingStore {
  private final StoreCalls calls;
  private final LinkStore links;
  private final VisitStore visits;
  private final Sequence sequence;

  MeteredStore(Store store, StoreCalls calls) {
    super(store);
    this.calls = calls;
    this.links = new MeteredLinks(store.links(), calls);
    this.visits = new MeteredVisits(store.visits(), calls);
    this.sequence = new MeteredSequence(store.sequence(), calls);
  }

  @Override
  public LinkStore links() {
    return links;
  }

  @Override
  public VisitStore visits() {
    return visits;
  }

  @Override
  public Sequence sequence() {
    return sequence;
  }

  @Override
  public void check() {
    calls.time("store.check", () -> {
      super.check();
      return true;
    });
  }

  private record MeteredVisits(VisitStore visits, StoreCalls calls) implements VisitStore {

    @Override
    public void add(List<VisitTally> tallies) {
      calls.time("visits.add", () -> {
        visits.add(tallies);
        return true;
      });
    }

    @Override
    public Map<LinkId, Long> totals(Collection<LinkId> links) {
      return calls.time("visits.totals", () -> visits.totals(links));
    }

    @Override
    public List<VisitTally> hours(LinkId link, Instant from, int limit) {
      return calls.time("visits.hours", () -> visits.hours(link, from, limit));
    }
  }

  private record MeteredSequence(Sequence sequence, StoreCalls calls) implements Sequence {

    @Override
    public Lease lease(int size) {
      return calls.time("sequence.lease", () -> sequence.lease(size));
    }

    @Override
    public long position() {
      return calls.time("sequence.position", sequence::position);
    }

    @Override
    public void raise(long floor) {
      calls.time("sequence.raise", () -> {
        sequence.raise(floor);
        return true;
      });
    }
  }
}
