package dev.terse.store.contract;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.forward.ForwardingLinks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores that are right for one node, and wrong for several. */
final class FlawedNodes {

  private FlawedNodes() {}

  /** The contract of shared stores on memory stores that {@link #flaw} has spoilt. */
  abstract static class Flawed extends SharedStoreContract {
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

  static final class DataIsEachNodesOwn extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(new MemoryDisk());
    }
  }

  static final class ReadsAreRemembered extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        private final Map<LinkKey, Link> seen = new ConcurrentHashMap<>();

        @Override
        public LinkStore links() {
          return new ForwardingLinks(super.links()) {
            @Override
            public @Nullable Link find(LinkKey key) {
              return seen.computeIfAbsent(key, super::find);
            }
          };
        }
      };
    }
  }

  static final class LeasesAreEachNodesOwn extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      Sequence own = new MemoryDisk().sequence();
      return new MemoryStore(disk) {
        @Override
        public Sequence sequence() {
          return own;
        }
      };
    }
  }

  static final class SettingsAreEachNodesOwn extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      SettingStore own = new MemoryStore(new MemoryDisk()).settings();
      return new MemoryStore(disk) {
        @Override
        public SettingStore settings() {
          return own;
        }
      };
    }
  }

  static final class ChangesStayAtHome extends Flawed {
    @Override
    Store flaw(MemoryDisk disk) {
      return new MemoryStore(disk) {
        private final List<Consumer<LinkKey>> own = new CopyOnWriteArrayList<>();

        @Override
        public void onChange(Consumer<LinkKey> listener) {
          own.add(listener);
        }

        @Override
        void tell(LinkKey key) {
          own.forEach(listener -> listener.accept(key));
        }
      };
    }
  }
}
