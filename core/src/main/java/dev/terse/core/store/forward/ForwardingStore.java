package dev.terse.core.store.forward;

import dev.terse.core.figure.Figure;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.ReceiptStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Passes every call on to {@link #store()}. As safe for many threads as that is. */
public class ForwardingStore implements Store {
  private final Store store;

  /** Passes calls on to {@code store}, closing included. */
  public ForwardingStore(Store store) {
    this.store = store;
  }

  /** Where calls go. */
  protected final Store store() {
    return store;
  }

  @Override
  public LinkStore links() {
    return store.links();
  }

  @Override
  public VisitStore visits() {
    return store.visits();
  }

  @Override
  public ApiKeyStore apiKeys() {
    return store.apiKeys();
  }

  @Override
  public Sequence sequence() {
    return store.sequence();
  }

  @Override
  public SettingStore settings() {
    return store.settings();
  }

  @Override
  public ReceiptStore receipts() {
    return store.receipts();
  }

  @Override
  public StoreTraits traits() {
    return store.traits();
  }

  @Override
  public void check() {
    store.check();
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    store.onChange(listener);
  }

  @Override
  public List<Figure> figures() {
    return store.figures();
  }

  @Override
  public long reindex(LongConsumer progress) {
    return store.reindex(progress);
  }

  @Override
  public @Nullable Backup backup(Instant now) {
    return store.backup(now);
  }

  @Override
  public void close() {
    store.close();
  }
}
