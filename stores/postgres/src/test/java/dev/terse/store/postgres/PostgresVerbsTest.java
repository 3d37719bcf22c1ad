package dev.terse.store.postgres;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.verb.DigestContract;
import dev.terse.store.contract.verb.EditingContract;
import dev.terse.store.contract.verb.RepeatContract;
import dev.terse.store.contract.verb.ShorteningContract;
import org.junit.jupiter.api.Nested;

class PostgresVerbsTest {
  private final String url = SharedServer.freshUrl();

  private Store open() {
    return StoreUrl.parse(url).open();
  }

  @Nested
  class Shortening extends ShorteningContract {
    @Override
    protected Store open() {
      return PostgresVerbsTest.this.open();
    }
  }

  @Nested
  class Repeats extends RepeatContract {
    @Override
    protected Store open() {
      return PostgresVerbsTest.this.open();
    }
  }

  @Nested
  class Digests extends DigestContract {
    @Override
    protected Store open() {
      return PostgresVerbsTest.this.open();
    }
  }

  @Nested
  class Editing extends EditingContract {
    @Override
    protected Store open() {
      return PostgresVerbsTest.this.open();
    }
  }
}
