package dev.terse.core.copy;

import dev.terse.core.job.Findings;
import dev.terse.core.job.Retry;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings single keys of the destination to what the source has there. Whatever a call before did,
 * or an attempt whose answer was lost, the result is the same. Safe for use by many threads.
 */
final class LinkCopy {
  private final LinkStore to;
  private final Retry retry;
  private final Findings conflicts;
  private final LongAdder made = new LongAdder();
  private final LongAdder changed = new LongAdder();
  private final LongAdder buried = new LongAdder();
  private final LongAdder deleted = new LongAdder();

  LinkCopy(LinkStore to, Retry retry, Findings conflicts) {
    this.to = to;
    this.retry = retry;
    this.conflicts = conflicts;
  }

  /** Copies {@code entries}; {@code known} if the destination probably has them already. */
  void copy(List<Entry> entries, boolean known) {
    List<Link> links = new ArrayList<>();
    List<LinkKey> tombstones = new ArrayList<>();
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Present present -> links.add(present.link());
        case Entry.Tombstone tombstone -> tombstones.add(tombstone.key());
      }
    }
    List<Link> used = known ? links : retry.get(() -> create(links));
    used.forEach(link -> retry.run(() -> bringUpToDate(link)));
    tombstones.forEach(key -> retry.run(() -> bury(key)));
  }

  /** Makes those of {@code links} whose keys are free, and returns the others. */
  private List<Link> create(List<Link> links) {
    List<Link> used = to.createAll(links);
    made.add(links.size() - used.size());
    return used;
  }

  private void bringUpToDate(Link link) {
    Link there = to.find(link.key());
    if (there == null && create(List.of(link)).isEmpty()) {
      return;
    }
    if (there == null) {
      there = to.find(link.key());
    }
    if (there == null) {
      conflicts.add(link.key() + ": the destination has a tombstone");
    } else if (!there.equals(link)) {
      update(there, link);
    }
  }

  /** A store takes one version after the other; all but the last one pass. */
  private void update(Link there, Link link) {
    long last = link.history().version();
    if (!there.id().equals(link.id()) || there.history().version() >= last) {
      conflicts.add(link.key() + ": the destination has another link there");
      return;
    }
    for (long version = there.history().version() + 1; version <= last; version++) {
      History history = new History(
          link.history().created(), link.history().changed(), link.history().creator(), version);
      if (!(to.replace(link.changed(link.target(), link.details(), history))
          instanceof Change.Done)) {
        conflicts.add(link.key() + ": the destination was written to meanwhile");
        return;
      }
    }
    changed.increment();
  }

  private void bury(LinkKey key) {
    if (to.bury(key)) {
      buried.increment();
    } else if (to.delete(key, OptionalLong.empty()) instanceof Change.Done) {
      deleted.increment();
    }
  }

  long made() {
    return made.sum();
  }

  long changed() {
    return changed.sum();
  }

  long buried() {
    return buried.sum();
  }

  long deleted() {
    return deleted.sum();
  }
}
