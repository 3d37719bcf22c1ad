package dev.terse.core.copy;

import dev.terse.core.access.ApiKey;
import dev.terse.core.job.Findings;
import dev.terse.core.job.Lanes;
import dev.terse.core.job.Retry;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import dev.terse.core.store.Store;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Compares two stores, one of which should be a copy of the other, and changes neither. Links and
 * visits are compared one by one. Tombstones cannot be looked up, so their number is compared, and
 * the sum of their keys' digests. Used by one thread.
 */
public final class StoreCheck {
  private final Store from;
  private final Store to;
  private final int pageSize;
  private final Retry retry;
  private final Findings differences = new Findings();
  private final Findings notes = new Findings();

  /** Compares {@code to} with {@code from}. */
  public StoreCheck(Store from, Store to) {
    this(from, to, LinkStore.MAX_PAGE, Retry.PATIENT);
  }

  StoreCheck(Store from, Store to, int pageSize, Retry retry) {
    this.from = from;
    this.to = to;
    this.pageSize = pageSize;
    this.retry = retry;
  }

  /** What one end holds. */
  private static final class Count {
    private final LongAdder links = new LongAdder();
    private final LongAdder tombstones = new LongAdder();
    private final LongAdder digests = new LongAdder();

    private void tombstone(LinkKey key) {
      tombstones.increment();
      digests.add(digest(key));
    }
  }

  /**
   * Compares.
   *
   * @param progress told now and then how many links and tombstones of the source were compared
   */
  public CheckReport check(LongConsumer progress) {
    checkSettings();
    checkApiKeys();
    if (to.sequence().position() < from.sequence().position()) {
      differences.add("the sequence: the source is at " + from.sequence().position()
          + ", the destination at " + to.sequence().position());
    }
    Count wanted = checkSource(progress);
    Count present = checkDestination();
    if (wanted.tombstones.sum() != present.tombstones.sum()
        || wanted.digests.sum() != present.digests.sum()) {
      differences.add("tombstones: the source has " + wanted.tombstones.sum() + ", the destination "
          + present.tombstones.sum() + ", and they are not the same");
    }
    return new CheckReport(wanted.links.sum(), wanted.tombstones.sum(), differences, notes);
  }

  private static long digest(LinkKey key) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.bytes()))
          .getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private void checkSettings() {
    Map<String, String> wanted = StoreCopy.settings(from);
    Map<String, String> present = StoreCopy.settings(to);
    wanted.forEach((name, value) -> {
      if (!value.equals(present.get(name))) {
        differences.add("setting " + name + ": not the same at the destination");
      }
    });
  }

  private void checkApiKeys() {
    Map<String, ApiKey> present = new HashMap<>();
    to.apiKeys().list().forEach(key -> present.put(key.id(), key));
    for (ApiKey key : from.apiKeys().list()) {
      if (!key.equals(present.remove(key.id()))) {
        differences.add("API key " + key.id() + ": not the same at the destination");
      }
    }
    present
        .values()
        .forEach(key -> notes.add("API key " + key.id() + " (" + key.name()
            + ") is at the destination only: revoke it there unless it is meant to be"));
  }

  private Count checkSource(LongConsumer progress) {
    Count count = new Count();
    VisitCopy visits = new VisitCopy(from.visits(), to.visits(), retry);
    long read = 0;
    try (Lanes lanes = new Lanes(StoreCopy.LANES);
        Pages pages = new Pages(from.links(), "", pageSize, retry)) {
      while (pages.hasNext()) {
        Scan page = pages.next();
        Pages.parts(page)
            .forEach(
                part -> lanes.run(() -> part.forEach(entry -> checkAtDestination(entry, count))));
        Map<LinkId, LinkKey> ids = new HashMap<>();
        for (Entry entry : page.entries()) {
          if (entry instanceof Entry.Present present) {
            ids.put(present.link().id(), present.link().key());
          }
        }
        lanes.run(() -> checkVisits(visits, ids));
        read += page.entries().size();
        progress.accept(read);
      }
      lanes.await();
    }
    return count;
  }

  private void checkAtDestination(Entry entry, Count count) {
    switch (entry) {
      case Entry.Present present -> {
        count.links.increment();
        Link link = present.link();
        Link there = retry.get(() -> to.links().find(link.key()));
        if (there == null) {
          differences.add(link.key() + ": missing at the destination");
        } else if (!there.equals(link)) {
          differences.add(link.key() + ": not the same at the destination");
        }
      }
      case Entry.Tombstone tombstone -> count.tombstone(tombstone.key());
    }
  }

  private void checkVisits(VisitCopy visits, Map<LinkId, LinkKey> ids) {
    List<LinkId> unequal = retry.get(() -> visits.unequal(List.copyOf(ids.keySet())));
    unequal.forEach(id -> differences.add(ids.get(id) + ": not the same visits"));
  }

  private Count checkDestination() {
    Count count = new Count();
    try (Lanes lanes = new Lanes(StoreCopy.LANES);
        Pages pages = new Pages(to.links(), "", pageSize, retry)) {
      while (pages.hasNext()) {
        Pages.parts(pages.next())
            .forEach(part -> lanes.run(() -> part.forEach(entry -> checkAtSource(entry, count))));
      }
      lanes.await();
    }
    return count;
  }

  private void checkAtSource(Entry entry, Count count) {
    switch (entry) {
      case Entry.Present present -> {
        LinkKey key = present.link().key();
        if (retry.get(() -> from.links().find(key)) == null) {
          differences.add(key + ": a link at the destination, none at the source");
        }
      }
      case Entry.Tombstone tombstone -> count.tombstone(tombstone.key());
    }
  }
}
