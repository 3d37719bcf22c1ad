package dev.terse.core.store;

import dev.terse.core.link.LinkKey;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One opened backend with its ports. Safe for use by many threads. Every call may throw
 * {@link StoreException}; after {@link #close()} each does, with
 * {@link StoreException.Reason#CLOSED}.
 */
public interface Store extends AutoCloseable {

  /** Links by key. */
  LinkStore links();

  /** How often links were followed. */
  VisitStore visits();

  /** API keys by id. */
  ApiKeyStore apiKeys();

  /** The numbers from which sequential codes are drawn. */
  Sequence sequence();

  /** Small facts about the whole store. */
  SettingStore settings();

  /** What this backend can do. */
  StoreTraits traits();

  /** Returns if the store can answer now, and throws otherwise. Cheap: asked by health checks. */
  void check();

  /**
   * Has {@code listener} called with the key of each link that is created, replaced or deleted,
   * after the change can be read and, for a change made through this object, before its call
   * returns. Called on threads of the store's; the listener must be quick and must not throw.
   */
  void onChange(Consumer<LinkKey> listener);

  /**
   * Rebuilds everything that is derived from the links, search included, while the store serves.
   *
   * @param progress told the number of links done so far, now and then
   * @return how many links were done
   */
  long reindex(LongConsumer progress);

  /** Finishes calls under way, makes everything durable and lets go of the backend. Idempotent. */
  @Override
  void close();
}
