package dev.terse.core.store;

import dev.terse.core.link.LinkKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A store in memory that keeps the ports' promises as far as tests of core need them. */
public final class MemoryStore implements Store {
  private final List<Consumer<LinkKey>> listeners = new CopyOnWriteArrayList<>();
  private final MemoryLinks links = new MemoryLinks(this);
  private final MemorySequence sequence = new MemorySequence(this);
  private final MemoryVisits visits = new MemoryVisits();
  private final MemoryApiKeys apiKeys = new MemoryApiKeys();
  private final MemorySettings settings = new MemorySettings(this);
  private final MemoryReceipts receipts = new MemoryReceipts(this);
  private volatile boolean failing;

  /** Whether every call fails as if the store could not be reached. */
  public void setFailing(boolean failing) {
    this.failing = failing;
  }

  @Override
  public MemoryLinks links() {
    return links;
  }

  @Override
  public VisitStore visits() {
    return visits;
  }

  @Override
  public ApiKeyStore apiKeys() {
    return apiKeys;
  }

  @Override
  public MemorySequence sequence() {
    return sequence;
  }

  @Override
  public SettingStore settings() {
    return settings;
  }

  @Override
  public MemoryReceipts receipts() {
    return receipts;
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits("memory", StoreTraits.Durability.MEMORY, false, false, false);
  }

  @Override
  public void check() {
    if (failing) {
      throw new StoreException(StoreException.Reason.UNAVAILABLE, "test", "is failing");
    }
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    listeners.add(listener);
  }

  @Override
  public long reindex(LongConsumer progress) {
    return 0;
  }

  @Override
  public void close() {}

  void changed(LinkKey key) {
    listeners.forEach(listener -> listener.accept(key));
  }

  /** Numbers, and which leases were asked for. */
  public static final class MemorySequence implements Sequence {
    private final MemoryStore store;
    private final List<Integer> sizes = new ArrayList<>();
    private long position;

    private MemorySequence(MemoryStore store) {
      this.store = store;
    }

    @Override
    public synchronized Lease lease(int size) {
      store.check();
      Lease lease = new Lease(position, size);
      position += size;
      sizes.add(size);
      return lease;
    }

    @Override
    public synchronized long position() {
      store.check();
      return position;
    }

    @Override
    public synchronized void raise(long floor) {
      position = Math.max(position, floor);
    }

    /** The sizes of all leases, oldest first. */
    public synchronized List<Integer> sizes() {
      return List.copyOf(sizes);
    }
  }

  private static final class MemorySettings implements SettingStore {
    private final ConcurrentHashMap<String, String> values = new ConcurrentHashMap<>();
    private final MemoryStore store;

    MemorySettings(MemoryStore store) {
      this.store = store;
    }

    @Override
    public @Nullable String find(String name) {
      store.check();
      return values.get(name);
    }

    @Override
    public String putIfAbsent(String name, String value) {
      store.check();
      String present = values.putIfAbsent(name, value);
      return present == null ? value : present;
    }

    @Override
    public boolean replace(String name, String expected, String value) {
      store.check();
      return values.replace(name, expected, value);
    }

    @Override
    public Map<String, String> list() {
      store.check();
      return Map.copyOf(values);
    }
  }
}
