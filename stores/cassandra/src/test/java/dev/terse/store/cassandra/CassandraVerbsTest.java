package dev.terse.store.cassandra;

import dev.terse.core.store.Store;
import dev.terse.store.contract.verb.DigestContract;
import dev.terse.store.contract.verb.EditingContract;
import dev.terse.store.contract.verb.RepeatContract;
import dev.terse.store.contract.verb.ShorteningContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(OneNode.class)
class CassandraVerbsTest {

  private Store open() {
    return OneNode.open();
  }

  @Nested
  class Shortening extends ShorteningContract {
    @Override
    protected Store open() {
      return CassandraVerbsTest.this.open();
    }
  }

  @Nested
  class Repeats extends RepeatContract {
    @Override
    protected Store open() {
      return CassandraVerbsTest.this.open();
    }
  }

  @Nested
  class Digests extends DigestContract {
    @Override
    protected Store open() {
      return CassandraVerbsTest.this.open();
    }
  }

  @Nested
  class Editing extends EditingContract {
    @Override
    protected Store open() {
      return CassandraVerbsTest.this.open();
    }
  }
}
