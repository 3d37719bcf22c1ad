package dev.terse.core.store;

import dev.terse.core.figure.Figure;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.receipt.ReceiptStore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

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

  /** Which links requests were given. */
  ReceiptStore receipts();

  /** What this backend can do. */
  StoreTraits traits();

  /** Returns if the store can answer now, and throws otherwise. Cheap: asked by health checks. */
  void check();

  /**
   * Has {@code listener} called with the key of each link that is created, replaced or deleted,
   * after the change can be read and, for a change made through this object, before its call
   * returns. Where {@link StoreTraits#pushesChanges()}, also for what other nodes change, soon
   * after; a connection that breaks may lose some of that. Called on threads of the store's; the
   * listener must be quick and must not throw.
   */
  void onChange(Consumer<LinkKey> listener);

  /** What this backend tells of itself. Cheap: nothing that waits for a disk or a network. */
  default List<Figure> figures() {
    return List.of();
  }

  /**
   * Rebuilds everything that is derived from the links, search included, while the store serves.
   *
   * @param progress told the number of links done so far, now and then
   * @return how many links were done
   */
  long reindex(LongConsumer progress);

  /**
   * Has the store as it is now stand ready to be written out, with every change acknowledged
   * before; null where backups are the business of the backend's own tools. One at a time.
   */
  default @Nullable Backup backup(Instant now) {
    return null;
  }

  /** The whole store as it was when this was made. Used by one thread, once. */
  interface Backup extends AutoCloseable {

    /**
     * Writes it, checksums included. Whoever gets less than all cannot take it for a backup.
     *
     * @return how many records are in it that were damaged before
     * @throws IOException if {@code out} does
     */
    long writeTo(OutputStream out) throws IOException;

    /** Lets go of what it kept. Idempotent. */
    @Override
    void close();
  }

  /** Finishes calls under way, makes everything durable and lets go of the backend. Idempotent. */
  @Override
  void close();
}
