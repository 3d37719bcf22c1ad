package dev.terse.store.contract;

import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Store;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.core.visit.VisitTally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Stores that each break one promise, as real ones have done. */
final class FlawedStores {

  private FlawedStores() {}

  /** Long enough for every other runner to come in between a look and the act that trusts it. */
  static void pause() {
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
}
