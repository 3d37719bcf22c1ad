package dev.terse.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisOpeningTest {

  @TempDir
  Path directory;

  @Test
  void open_toReadWhereNothingIs_isAbsentAndMakesNothing() {
    try (RedisServer server = RedisServer.start(directory)) {
      StoreUrl url = Patient.url(server.url());

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> url.open(Purpose.READ))
          .returns(Reason.ABSENT, StoreException::reason);
      assertThat(server.cli("DBSIZE").strip()).isEqualTo("0");

      Link link = new Samples(new Random(1)).link("abc");
      try (Store store = url.open()) {
        store.links().create(link, Reuse.NEVER);
      }
      try (Store store = url.open(Purpose.READ)) {
        assertThat(store.links().find(link.key())).isEqualTo(link);
      }
    }
  }
}
