package dev.terse.store.contract;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Store;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.forward.ForwardingLinks;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.core.visit.VisitTally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Stores that each break one promise, as real ones have done. */
final class FlawedStores {

  private FlawedStores() {}

  /** Long enough for every other runner to come in between a look and the act that trusts it. */
  private static void pause() {
    LockSupport.parkNanos(50_000_000);
  }

  /** The contract on a memory store that {@link #flaw} has spoilt. */
  abstract static class Flawed extends SearchingStoreContract {
    private final MemoryDisk disk = new MemoryDisk();

    abstract Store flaw(MemoryDisk disk);

    @Override
    protected Store open() {
      return flaw(disk);
    }
  }

  static final class None extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk);
    }
  }

  /** The contract on a memory store whose links have been spoilt. */
  abstract static class FlawedLinks extends Flawed {
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

  static final class CreateLooksThenPuts extends FlawedLinks {
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

  static final class ReuseLooksThenPuts extends FlawedLinks {
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

  static final class ReplaceOverwrites extends FlawedLinks {
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

  static final class DeletedCodesAreFree extends FlawedLinks {
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

  static final class CursorsForgetDeletedLinks extends FlawedLinks {
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

  static final class LinksAreLostOnClose extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(new MemoryDisk());
    }
  }

  static final class DeletesUntold extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        @Override
        void tell(LinkKey key) {
          if (disk.links().find(key) != null) {
            super.tell(key);
          }
        }
      };
    }
  }

  static final class OpenAfterClose extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        @Override
        public void close() {
          check();
        }
      };
    }
  }

  static final class LeasesAreForgotten extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      Sequence forgotten = new MemoryDisk.Numbers();
      return new MemoryStore(disk) {
        @Override
        public Sequence sequence() {
          check();
          return forgotten;
        }
      };
    }
  }

  static final class LeaseLooksThenTakes extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        @Override
        public Sequence sequence() {
          Sequence right = super.sequence();
          return new Sequence() {
            @Override
            public Lease lease(int size) {
              long position = right.position();
              pause();
              raise(position + size);
              return new Lease(position, size);
            }

            @Override
            public long position() {
              return right.position();
            }

            @Override
            public void raise(long floor) {
              right.raise(floor);
            }
          };
        }
      };
    }
  }

  static final class VisitsAreAddedHalf extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        @Override
        public VisitStore visits() {
          VisitStore right = super.visits();
          return new VisitStore() {
            @Override
            public void add(List<VisitTally> tallies) {
              right.add(List.copyOf(new LinkedHashSet<>(tallies)));
            }

            @Override
            public Map<LinkId, Long> totals(Collection<LinkId> links) {
              return right.totals(links);
            }

            @Override
            public List<VisitTally> hours(LinkId link, Instant from, int limit) {
              return right.hours(link, from, limit);
            }
          };
        }
      };
    }
  }

  static final class ReceiptsLookThenPut extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        @Override
        public ReceiptStore receipts() {
          ReceiptStore right = super.receipts();
          return new MemoryReceipts() {
            @Override
            public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
              Receipt present = right.find(key);
              pause();
              right.putIfAbsent(key, receipt, keep);
              return present == null ? receipt : present;
            }
          };
        }
      };
    }
  }

  /** Deletes whatever version there is. */
  static final class DeleteIgnoresVersions extends FlawedLinks {
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
