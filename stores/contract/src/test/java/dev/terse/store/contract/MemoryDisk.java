package dev.terse.store.contract;

import dev.terse.core.access.ApiKey;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.LinkModel;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What outlives a {@link MemoryStore}. */
final class MemoryDisk {
  private final LinkModel links = new LinkModel();
  private final Visits visits = new Visits();
  private final ApiKeys apiKeys = new ApiKeys();
  private final Numbers numbers = new Numbers();
  private final Settings settings = new Settings();
  private final MemoryReceipts receipts = new MemoryReceipts();
  private final List<Consumer<LinkKey>> listeners = new CopyOnWriteArrayList<>();

  /** Whom to tell of changes, of all stores that are open. */
  List<Consumer<LinkKey>> listeners() {
    return listeners;
  }

  LinkModel links() {
    return links;
  }

  VisitStore visits() {
    return visits;
  }

  ApiKeyStore apiKeys() {
    return apiKeys;
  }

  Sequence sequence() {
    return numbers;
  }

  ReceiptStore receipts() {
    return receipts;
  }

  SettingStore settings() {
    return settings;
  }

  private static final class Visits implements VisitStore {
    private final Map<LinkId, Long> totals = new HashMap<>();
    private final Map<LinkId, TreeMap<Instant, Long>> hours = new HashMap<>();

    @Override
    public void add(List<VisitTally> tallies) {
      for (VisitTally tally : tallies) {
        totals.merge(tally.link(), tally.visits(), Long::sum);
        hours
            .computeIfAbsent(tally.link(), _ -> new TreeMap<>())
            .merge(tally.hour(), tally.visits(), Long::sum);
      }
    }

    @Override
    public List<VisitTally> hours(LinkId link, Instant from, int limit) {
      return hours.getOrDefault(link, new TreeMap<>()).tailMap(from, true).entrySet().stream()
          .limit(limit)
          .map(hour -> new VisitTally(link, hour.getKey(), hour.getValue()))
          .toList();
    }

    @Override
    public Map<LinkId, Long> totals(Collection<LinkId> links) {
      return links.stream()
          .collect(Collectors.toMap(Function.identity(), link -> totals.getOrDefault(link, 0L)));
    }
  }

  private static final class ApiKeys implements ApiKeyStore {
    private final Map<String, ApiKey> keys = new HashMap<>();

    @Override
    public boolean create(ApiKey key) {
      return keys.putIfAbsent(key.id(), key) == null;
    }

    @Override
    public @Nullable ApiKey find(String id) {
      return keys.get(id);
    }

    @Override
    public List<ApiKey> list() {
      return keys.values().stream()
          .sorted(Comparator.comparing(ApiKey::created))
          .toList();
    }

    @Override
    public boolean delete(String id) {
      return keys.remove(id) != null;
    }
  }

  /** A sequence in memory. */
  static final class Numbers implements Sequence {
    private long position;

    @Override
    public Lease lease(int size) {
      Lease lease = new Lease(position, size);
      position = lease.end();
      return lease;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void raise(long floor) {
      position = Math.max(position, floor);
    }
  }

  private static final class Settings implements SettingStore {
    private final Map<String, String> values = new HashMap<>();

    @Override
    public @Nullable String find(String name) {
      return values.get(name);
    }

    @Override
    public String putIfAbsent(String name, String value) {
      return values.merge(name, value, (present, _) -> present);
    }

    @Override
    public boolean replace(String name, String expected, String value) {
      return values.replace(name, expected, value);
    }

    @Override
    public Map<String, String> list() {
      return Map.copyOf(values);
    }
  }
}
