package dev.terse.server.support;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.VisitStore;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A store whose links can be made to fail, or to wait, while a test looks on. */
public final class FaultyStore implements Store {
  private final Store inner;
  private volatile @Nullable Reason reason;
  private volatile @Nullable CountDownLatch gate;

  /** Passes everything on to {@code inner} until told otherwise. */
  public FaultyStore(Store inner) {
    this.inner = inner;
  }

  /** Has each call fail for {@code why}; null heals. */
  public void fail(@Nullable Reason why) {
    reason = why;
  }

  /** Has each call wait until {@code opens} does; null waits for nothing. */
  public void hold(@Nullable CountDownLatch opens) {
    gate = opens;
  }

  private Store inner() {
    CountDownLatch latch = gate;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    Reason why = reason;
    if (why != null) {
      throw new StoreException(why, "test", "secret detail of the inside");
    }
    return inner;
  }

  @Override
  public LinkStore links() {
    return new LinkStore() {
      @Override
      public @Nullable Link find(LinkKey key) {
        return inner().links().find(key);
      }

      @Override
      public @Nullable Link findByTarget(Domain domain, Target target) {
        return inner().links().findByTarget(domain, target);
      }

      @Override
      public Creation create(Link link, Reuse reuse) {
        return inner().links().create(link, reuse);
      }

      @Override
      public Change replace(Link link) {
        return inner().links().replace(link);
      }

      @Override
      public Change delete(LinkKey key, OptionalLong version) {
        return inner().links().delete(key, version);
      }

      @Override
      public Page list(Query query) {
        return inner().links().list(query);
      }
    };
  }

  @Override
  public VisitStore visits() {
    return inner.visits();
  }

  @Override
  public ApiKeyStore apiKeys() {
    return inner.apiKeys();
  }

  @Override
  public Sequence sequence() {
    return inner.sequence();
  }

  @Override
  public SettingStore settings() {
    return inner.settings();
  }

  @Override
  public StoreTraits traits() {
    return inner.traits();
  }

  @Override
  public void check() {
    inner().check();
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    inner.onChange(listener);
  }

  @Override
  public long reindex(LongConsumer progress) {
    return inner.reindex(progress);
  }

  @Override
  public void close() {
    inner.close();
  }
}
