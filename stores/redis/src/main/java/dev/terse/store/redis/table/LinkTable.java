package dev.terse.store.redis.table;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.store.redis.table.Attempts.Outcome;
import dev.terse.store.redis.table.Attempts.Result;
import dev.terse.store.redis.table.Hints.Hint;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import io.lettuce.core.RedisException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Links by key and by target. A link and its place in the list are in one bucket and change in one
 * script; its hint, which may be in another, is added before and removed after. Runs within
 * {@link RedisWire#call}. Safe for use by many threads.
 */
public final class LinkTable {
  private static final Script CREATE = Script.load(LinkTable.class, "create.lua");
  private static final Script REPLACE = Script.load(LinkTable.class, "replace.lua");
  private static final Script DELETE = Script.load(LinkTable.class, "delete.lua");
  private static final Script BURY = Script.load(LinkTable.class, "bury.lua");

  /** Most attempts at one change while others keep coming between. */
  private static final int MAX_ATTEMPTS = 100;

  /** Hints of one target that are looked at together. */
  private static final int HINTS = 8;

  private final RedisWire wire;
  private final Attempts attempts;
  private final Claims claims;
  private final Publication publication;

  /** Links behind {@code wire}, whose changes {@code publication} tells. */
  public LinkTable(RedisWire wire, Publication publication) {
    this.wire = wire;
    this.attempts = new Attempts(wire);
    this.claims = new Claims(wire, attempts);
    this.publication = publication;
  }

  /** The link at {@code key}, or null. */
  public @Nullable Link find(LinkKey key) {
    return Stored.linkIn(read(key));
  }

  /** The oldest link of {@code domain} that leads to {@code target}, or null. */
  public @Nullable Link findByTarget(Domain domain, Target target) {
    Hints hints = new Hints(wire, domain, target);
    List<Hint> some = hints.first(HINTS);
    while (!some.isEmpty()) {
      Link link = claims.look(some, target).leading();
      if (link != null) {
        return link;
      }
      some = some.size() < HINTS ? List.of() : hints.after(some.getLast(), HINTS);
    }
    return null;
  }

  /** Puts {@code link} if its key was never used and, if asked, nothing leads to its target. */
  public Creation create(Link link, Reuse reuse) {
    Hints hints = new Hints(wire, link.key().domain(), link.target());
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Stored next = Stored.link(LinkRecord.of(link), Stored.newToken());
      if (reuse == Reuse.EXISTING) {
        Link existing = claims.claim(hints, Hint.of(next), link.target());
        if (existing != null) {
          return new Creation.Reused(existing);
        }
      } else {
        wire.await(hints.add(Hint.of(next)));
      }
      Result result = put(next, link).result();
      if (result == Result.DONE) {
        publication.tell(link.key());
        return new Creation.Created(link);
      }
      Future<Long> _ = hints.remove(Hint.of(next));
      if (result == Result.TAKEN) {
        return new Creation.Taken();
      }
    }
    throw contended(link.key());
  }

  /** Puts {@code link} in place of the version before it. */
  public Change replace(Link link) {
    LinkKey key = link.key();
    Hints hints = new Hints(wire, key.domain(), link.target());
    Stored old = read(key);
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      if (old == null || old.isTombstone() || !old.id().equals(link.id())) {
        return new Change.Missing();
      }
      LinkRecord record = old.record();
      if (record.link().history().version() != link.history().version() - 1) {
        return new Change.Stale(record.link());
      }
      Stored next = Stored.link(record.with(link), Stored.newToken());
      wire.await(hints.add(Hint.of(next)));
      Outcome outcome = put(next, old);
      if (outcome.result() == Result.DONE) {
        removeHint(old, record.link());
        publication.tell(key);
        return new Change.Done(link);
      }
      Future<Long> _ = hints.remove(Hint.of(next));
      old = outcome.result() == Result.STALE ? outcome.stored() : old;
    }
    throw contended(key);
  }

  /** Deletes the link at {@code key}, if a version is given only that. */
  public Change delete(LinkKey key, OptionalLong version) {
    Stored old = read(key);
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      if (old == null || old.isTombstone()) {
        return new Change.Missing();
      }
      Link link = old.record().link();
      if (version.isPresent() && version.getAsLong() != link.history().version()) {
        return new Change.Stale(link);
      }
      Outcome outcome = put(Stored.tombstone(link, Stored.newToken()), old, link);
      if (outcome.result() == Result.DONE) {
        removeHint(old, link);
        publication.tell(key);
        return new Change.Done(link);
      }
      old = outcome.result() == Result.STALE ? outcome.stored() : old;
    }
    throw contended(key);
  }

  /** Leaves a tombstone at {@code key} if it was never used, and tells whether it did. */
  public boolean bury(LinkKey key) {
    Bucket bucket = Bucket.of(key);
    Stored tombstone = Stored.buried(key, Stored.newToken());
    byte[][] keys = {attempts.link(key), bucket.key(wire.prefix(), "d")};
    return attempts.run(BURY, tombstone, keys, tombstone.bytes(), key.bytes()).result()
        == Result.DONE;
  }

  /** The id of the link that is or was at {@code key}, or null. */
  public @Nullable LinkId holder(LinkKey key) {
    Stored stored = read(key);
    return stored == null || stored.isBuried() ? null : stored.id();
  }

  private @Nullable Stored read(LinkKey key) {
    return Stored.read(key, wire.awaitOrNull(wire.commands().get(attempts.link(key))));
  }

  private Outcome put(Stored next, Link link) {
    LinkKey key = next.key();
    byte[][] keys = {
      attempts.link(key), attempts.fence(key, next.token()), Bucket.of(key).key(wire.prefix(), "a")
    };
    return attempts.run(
        CREATE,
        next,
        keys,
        next.bytes(),
        Bytes.age(key, link.id()),
        publication.channel(),
        publication.message(key));
  }

  private Outcome put(Stored next, Stored old) {
    LinkKey key = next.key();
    byte[][] keys = {attempts.link(key), attempts.fence(key, next.token())};
    return attempts.run(
        REPLACE,
        next,
        keys,
        old.head(),
        next.bytes(),
        publication.channel(),
        publication.message(key));
  }

  private Outcome put(Stored tombstone, Stored old, Link link) {
    LinkKey key = tombstone.key();
    Bucket bucket = Bucket.of(key);
    byte[][] keys = {
      attempts.link(key),
      attempts.fence(key, tombstone.token()),
      bucket.key(wire.prefix(), "a"),
      bucket.key(wire.prefix(), "d")
    };
    return attempts.run(
        DELETE,
        tombstone,
        keys,
        old.head(),
        tombstone.bytes(),
        Bytes.age(key, link.id()),
        key.bytes(),
        publication.channel(),
        publication.message(key));
  }

  /** Not awaited: a hint that stays leads nowhere, and whoever claims its target removes it. */
  private void removeHint(Stored old, Link link) {
    Hints hints = new Hints(wire, link.key().domain(), link.target());
    Future<Long> _ = hints.remove(Hint.of(old));
  }

  private static RedisException contended(LinkKey key) {
    return new RedisException("others changed " + key + " " + MAX_ATTEMPTS + " times meanwhile");
  }
}
