package dev.terse.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.store.Store;
import dev.terse.store.contract.port.ApiKeyContract;
import dev.terse.store.contract.port.LinkContract;
import dev.terse.store.contract.port.ListContract;
import dev.terse.store.contract.port.ReceiptContract;
import dev.terse.store.contract.port.ScanContract;
import dev.terse.store.contract.port.SequenceContract;
import dev.terse.store.contract.port.SettingContract;
import dev.terse.store.contract.port.TargetContract;
import dev.terse.store.contract.port.VisitContract;
import dev.terse.store.contract.whole.LifecycleContract;
import dev.terse.store.contract.whole.LimitContract;
import dev.terse.store.contract.whole.RaceContract;
import dev.terse.store.contract.whole.RandomContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every store must do. A backend that searches text extends {@link SearchingStoreContract}
 * instead; one of the two is right, and a case checks that it is this one.
 */
public abstract class StoreContract {

  /**
   * Opens the backend: empty the first time in each case, and after that, once the store opened
   * before has been closed, with its data.
   */
  protected abstract Store open();

  @Test
  void traits_searchesText_agreesWithTheSuite() {
    try (Store store = open()) {
      assertThat(store.traits().searchesText()).isEqualTo(this instanceof SearchingStoreContract);
    }
  }

  @Nested
  class Links extends LinkContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Targets extends TargetContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Lists extends ListContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Scans extends ScanContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Visits extends VisitContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class ApiKeys extends ApiKeyContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Leases extends SequenceContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Settings extends SettingContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Receipts extends ReceiptContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Limits extends LimitContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Races extends RaceContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class RandomOperations extends RandomContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    protected Store open() {
      return StoreContract.this.open();
    }
  }
}
