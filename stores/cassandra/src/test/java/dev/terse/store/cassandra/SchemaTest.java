package dev.terse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.store.contract.model.Race;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SchemaTest {

  @Test
  void open_byManyOnARingWithoutTheKeyspace_makesItOnce() {
    List<Store> stores = Race.run(4, _ -> OneNode.url("made_by_many").open());

    List<Long> firsts = Race.run(4, i -> stores.get(i).sequence().lease(10).first());
    stores.forEach(Store::close);
    assertThat(firsts).containsExactlyInAnyOrder(0L, 10L, 20L, 30L);
  }

  @Test
  void open_newerLayout_isRefusedAndLeftAlone() {
    OneNode.url("newer").open().close();
    OneNode.session()
        .execute("UPDATE newer.schema_version SET value = '2' WHERE name = 'version'"
            + " IF value = '1'");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> OneNode.url("newer").open())
        .withMessageContaining("layout 2")
        .returns(Reason.INCOMPATIBLE, StoreException::reason);
  }

  @Test
  void open_toReadWhereNothingIs_isAbsentAndMakesNothing() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> OneNode.url("absent").open(Purpose.READ))
        .withMessageContaining("keyspace absent")
        .returns(Reason.ABSENT, StoreException::reason);

    assertThat(OneNode.session()
            .execute("SELECT * FROM system_schema.keyspaces WHERE keyspace_name = 'absent'")
            .all())
        .isEmpty();
    OneNode.url("present").open().close();
    OneNode.url("present").open(Purpose.READ).close();
  }

  @Test
  void open_killedHalfWay_isFinishedByTheNext() {
    OneNode.url("half").open().close();
    OneNode.session().execute("DROP TABLE half.cells");
    OneNode.session().execute("DROP TABLE half.visits");

    try (Store store = OneNode.url("half").open()) {
      assertThat(store.sequence().position()).isZero();
    }
  }
}
