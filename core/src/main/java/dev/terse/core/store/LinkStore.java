package dev.terse.core.store;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Links by key. What a call has acknowledged is durable, as durable as {@link StoreTraits} says,
 * and seen by every later call. A key once used is never free again: a deleted link leaves a
 * tombstone.
 */
public interface LinkStore {

  /** Longest page of a {@link #list}. */
  int MAX_PAGE = 500;

  /** The link at {@code key}, or null if there is none (any more). */
  @Nullable
  Link find(LinkKey key);

  /**
   * The link at {@code key} if the store has it in memory; never waits for a disk or a network, so
   * event loops may call it. Null if that cannot be told so, and if there is none: {@link #find}
   * knows.
   */
  default @Nullable Link peek(LinkKey key) {
    return null;
  }

  /** The oldest link of {@code domain} that leads to exactly {@code target}, or null. */
  @Nullable
  Link findByTarget(Domain domain, Target target);

  /**
   * Puts {@code link} if its key was never used.
   *
   * @param reuse {@link Reuse#EXISTING}: if a link of the same domain already leads to the same
   *     target, returns that one and stores nothing; this check and the put are one atomic step
   */
  Creation create(Link link, Reuse reuse);

  /**
   * As {@link #create} of each of {@code links} with {@link Reuse#NEVER}, which a store may do in
   * fewer steps. Each is put or not by itself; after a failure any of them may have been.
   *
   * @return those that were not stored because their keys are in use, or were
   */
  default List<Link> createAll(List<Link> links) {
    return links.stream()
        .filter(link -> create(link, Reuse.NEVER) instanceof Creation.Taken)
        .toList();
  }

  /**
   * Puts {@code link} in place of the stored link of the same key if that one has the same id and
   * the version before {@code link}'s.
   */
  Change replace(Link link);

  /**
   * Deletes the link at {@code key} and leaves a tombstone.
   *
   * @param version delete only this version; empty deletes whichever is there
   */
  Change delete(LinkKey key, OptionalLong version);

  /** A page of links, newest first (by {@link LinkId}). */
  Page list(Query query);

  /**
   * Leaves a tombstone at {@code key} if it was never used, and tells whether it did: a code that
   * some other store has used up can never be given here.
   */
  boolean bury(LinkKey key);

  /**
   * The id of the link at {@code key}, or of the one whose tombstone is there; null if no link of
   * this store ever was.
   */
  @Nullable
  LinkId holder(LinkKey key);

  /**
   * A page of all keys that were ever used, tombstones included, of all domains, in an order of the
   * store's own: for copying everything. A key that no call changes meanwhile is shown exactly once
   * from the first page to the last.
   *
   * @param cursor {@link Scan#next()} of the page before, also after the store was opened again;
   *     empty for the first page. Throws IllegalArgumentException for what never was one
   * @param limit about so many, 1 to {@value #MAX_PAGE}; a page may hold fewer, or none
   */
  Scan scan(String cursor, int limit);

  /** Whether a target that is already linked gets a second link. */
  enum Reuse {
    /** Always a link of its own. */
    NEVER,
    /** The link that exists, if one does. */
    EXISTING
  }

  /** What became of {@link #create}. */
  sealed interface Creation {
    /** The link is stored. */
    record Created(Link link) implements Creation {}

    /** Nothing was stored: {@code link} already leads there. */
    record Reused(Link link) implements Creation {}

    /** Nothing was stored: the key is in use, or was. */
    record Taken() implements Creation {}
  }

  /** What became of {@link #replace} or {@link #delete}. */
  sealed interface Change {
    /** Done; {@code link} is what is stored now or, after a deletion, what was. */
    record Done(Link link) implements Change {}

    /** Not done: the stored link is {@code current}, another version than the caller knew. */
    record Stale(Link current) implements Change {}

    /** Not done: there is no such link. */
    record Missing() implements Change {}
  }

  /**
   * Which links to list.
   *
   * @param domain of these codes
   * @param text links whose code, target or title contain each of its words, without regard to
   *     case; blank for all links. Needs {@link StoreTraits#searchesText()}
   * @param before only links older than this one (a {@link Page#next}); null from the newest
   * @param limit at most so many, 1 to {@value LinkStore#MAX_PAGE}
   */
  record Query(Domain domain, String text, @Nullable LinkId before, int limit) {

    /** Throws IllegalArgumentException for a limit outside 1 to {@value LinkStore#MAX_PAGE}. */
    public Query {
      if (limit < 1 || limit > MAX_PAGE) {
        throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_PAGE);
      }
    }

    /** The newest {@code limit} links of the default domain. */
    public static Query newest(int limit) {
      return new Query(Domain.DEFAULT, "", null, limit);
    }
  }

  /**
   * A page of links.
   *
   * @param links newest first
   * @param next where the next page begins, or null if this one is the last
   */
  record Page(List<Link> links, @Nullable LinkId next) {
    /** Copies the list. */
    public Page {
      links = List.copyOf(links);
    }
  }

  /**
   * A page of everything.
   *
   * @param entries in no order to rely on
   * @param next where the next page begins, or empty if this one is the last
   */
  record Scan(List<Entry> entries, String next) {
    /** Copies the list. */
    public Scan {
      entries = List.copyOf(entries);
    }
  }

  /** What is at a key that was ever used. */
  sealed interface Entry {
    /** A link. */
    record Present(Link link) implements Entry {}

    /** What a deleted link left. */
    record Tombstone(LinkKey key) implements Entry {}
  }
}
