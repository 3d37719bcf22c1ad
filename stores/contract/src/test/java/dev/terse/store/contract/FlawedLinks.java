package dev.terse.store.contract;

import static dev.terse.store.contract.FlawedStores.pause;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.forward.ForwardingLinks;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores whose links each break one promise, as real ones have done. */
final class FlawedLinks {

  private FlawedLinks() {}

  /** The contract on a memory store whose links have been spoilt. */
  abstract static class Spoilt extends FlawedStores.Flawed {
    abstract LinkStore flaw(LinkStore links);

    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        @Override
        public LinkStore links() {
          return flaw(super.links());
        }
      };
    }
  }

  static final class CreateLooksThenPuts extends Spoilt {
    @Override
    LinkStore flaw(LinkStore links) {
      return new ForwardingLinks(links) {
        @Override
        public Creation create(Link link, Reuse reuse) {
          boolean free = find(link.key()) == null;
          pause();
          Creation creation = super.create(link, reuse);
          return free && creation instanceof Creation.Taken ? new Creation.Created(link) : creation;
        }
      };
    }
  }

  static final class ReuseLooksThenPuts extends Spoilt {
    @Override
    LinkStore flaw(LinkStore links) {
      return new ForwardingLinks(links) {
        @Override
        public Creation create(Link link, Reuse reuse) {
          Link existing =
              reuse == Reuse.EXISTING ? findByTarget(link.key().domain(), link.target()) : null;
          if (existing != null) {
            return new Creation.Reused(existing);
          }
          pause();
          return super.create(link, Reuse.NEVER);
        }
      };
    }
  }

  static final class MemoryHoldsOn extends Spoilt {
    private final Map<LinkKey, Link> seen = new ConcurrentHashMap<>();

    @Override
    LinkStore flaw(LinkStore links) {
      return new ForwardingLinks(links) {
        @Override
        public @Nullable Link peek(LinkKey key) {
          return seen.computeIfAbsent(key, super::find);
        }
      };
    }
  }

  static final class ReplaceOverwrites extends Spoilt {
    @Override
    LinkStore flaw(LinkStore links) {
      return new ForwardingLinks(links) {
        @Override
        public Change replace(Link link) {
          pause();
          Change change = super.replace(link);
          return change instanceof Change.Stale(Link current)
                  && current.history().version() == link.history().version()
              ? new Change.Done(link)
              : change;
        }
      };
    }
  }

  static final class DeletedCodesAreFree extends Spoilt {
    @Override
    LinkStore flaw(LinkStore links) {
      return new ForwardingLinks(links) {
        @Override
        public Creation create(Link link, Reuse reuse) {
          Creation creation = super.create(link, reuse);
          return creation instanceof Creation.Taken && find(link.key()) == null
              ? new Creation.Created(link)
              : creation;
        }
      };
    }
  }

  static final class CursorsForgetDeletedLinks extends Spoilt {
    @Override
    LinkStore flaw(LinkStore links) {
      return new ForwardingLinks(links) {
        @Override
        public Page list(Query query) {
          LinkId before = query.before();
          boolean known = before != null
              && super.list(new Query(query.domain(), "", null, MAX_PAGE)).links().stream()
                  .anyMatch(link -> link.id().equals(before));
          return super.list(
              new Query(query.domain(), query.text(), known ? before : null, query.limit()));
        }
      };
    }
  }

  /** Deletes whatever version there is. */
  static final class DeleteIgnoresVersions extends Spoilt {
    @Override
    LinkStore flaw(LinkStore links) {
      return new ForwardingLinks(links) {
        @Override
        public Change delete(LinkKey key, OptionalLong version) {
          return super.delete(key, OptionalLong.empty());
        }
      };
    }
  }
}
