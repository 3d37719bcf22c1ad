package dev.terse.store.contract;

import dev.terse.core.link.LinkKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.ReceiptStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A store that is right because it is simple: plain collections, one call at a time. */
class MemoryStore implements Store {
  private final MemoryDisk disk;
  private boolean closed;

  MemoryStore(MemoryDisk disk) {
    this.disk = disk;
  }

  @Override
  public LinkStore links() {
    return guarded(LinkStore.class, new TellingLinks(disk.links(), this::tell));
  }

  @Override
  public VisitStore visits() {
    return guarded(VisitStore.class, disk.visits());
  }

  @Override
  public ApiKeyStore apiKeys() {
    return guarded(ApiKeyStore.class, disk.apiKeys());
  }

  @Override
  public Sequence sequence() {
    return guarded(Sequence.class, disk.sequence());
  }

  @Override
  public SettingStore settings() {
    return guarded(SettingStore.class, disk.settings());
  }

  @Override
  public ReceiptStore receipts() {
    return guarded(ReceiptStore.class, disk.receipts());
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits("Memory", Durability.MEMORY, true, true, true);
  }

  @Override
  public void check() {
    synchronized (disk) {
      throwIfClosed("store.check");
    }
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    disk.listeners().add(listener);
  }

  @Override
  public long reindex(LongConsumer progress) {
    synchronized (disk) {
      throwIfClosed("store.reindex");
      long count = disk.links().list(Query.newest(LinkStore.MAX_PAGE)).links().size();
      progress.accept(count);
      return count;
    }
  }

  @Override
  public void close() {
    synchronized (disk) {
      closed = true;
    }
  }

  /** Tells the listeners that {@code key} has changed. */
  void tell(LinkKey key) {
    disk.listeners().forEach(listener -> listener.accept(key));
  }

  private void throwIfClosed(String operation) {
    if (closed) {
      throw new StoreException(Reason.CLOSED, operation, "the store has been closed");
    }
  }

  private <T> T guarded(Class<T> port, T target) {
    Object guard = Proxy.newProxyInstance(
        port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
          synchronized (disk) {
            throwIfClosed(method.getName());
            try {
              return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          }
        });
    return port.cast(guard);
  }
}
