package dev.terse.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Opens a kind of backend; found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {

  /** What a store is opened for. */
  enum Purpose {
    /** To serve: made where it is missing; what is derived from the links is kept up. */
    SERVE,
    /**
     * To be filled: made where it is missing; what is derived from the links may wait until
     * somebody asks for it, or until the store is next opened to serve.
     */
    FILL,
    /**
     * To be read: what is not there is not made, and {@link StoreException.Reason#ABSENT} says so;
     * what is derived from the links may wait as in {@link #FILL}.
     */
    READ
  }

  /** Whether URLs of this scheme are this provider's. */
  boolean opens(String scheme);

  /**
   * Opens the store that {@code url} names, migrating it where needed, and making it unless it is
   * to be read. Returns only a store that can be used; throws {@link StoreException} with a message
   * that says what to do.
   */
  Store open(StoreUrl url, Purpose purpose);

  /**
   * Whether the store is another process's, which may be away and come back while this one runs.
   */
  default boolean isRemote() {
    return true;
  }

  /** Backups of this kind of store; null where they are the business of its own tools. */
  default @Nullable Backups backups() {
    return null;
  }

  /** What makes backups where {@link #backups()} does not, in a few words. */
  default String backupTools() {
    return "its own tools";
  }

  /**
   * What {@link Store.Backup} wrote. Damage is {@link StoreException.Reason#CORRUPT}, with a
   * message that says where.
   */
  interface Backups {

    /** Reads a backup to its end, and returns only if it is whole. */
    BackupFacts check(InputStream backup) throws IOException;

    /**
     * Restores a backup as {@code url}, where there must be no store, and compares it with what was
     * backed up. Nobody can open the store before {@link Restoring#finish()}.
     *
     * @param progress told how many bytes have been read, now and then
     */
    Restoring restore(StoreUrl url, InputStream backup, LongConsumer progress) throws IOException;
  }

  /** A store that is restored and not yet there. */
  interface Restoring extends AutoCloseable {

    /** What the backup says. */
    BackupFacts facts();

    /** The store, open to be changed before others see it. */
    Store store();

    /** Makes it a store like others, at once and durably, and closes it. */
    void finish();

    /** Leaves nothing of it, unless it is finished. */
    @Override
    void close();
  }

  /**
   * What is in a backup.
   *
   * @param taken when
   * @param links how many
   * @param tombstones how many
   * @param damaged how many records were damaged when it was taken
   * @param position of the sequence
   */
  record BackupFacts(Instant taken, long links, long tombstones, long damaged, long position) {}
}
