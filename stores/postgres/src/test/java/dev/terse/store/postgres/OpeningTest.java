package dev.terse.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.PostgresServer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a store says of its server when it opens, and what it asks for. */
class OpeningTest {
  private static final PostgresServer SERVER = SharedServer.server();

  private final Samples samples = new Samples(new Random(5));

  @Test
  void traits_ofAServerThatDoesNotSync_areWeaker() {
    try (Store store = open(SharedServer.freshUrl())) {
      assertThat(store.traits().backend()).startsWith("PostgreSQL 18");
      assertThat(store.traits().durability()).isEqualTo(Durability.PROCESS_CRASH);
    }
  }

  @Test
  void traits_whereCommitsAreLate_areWeakest() {
    SERVER.execute("postgres", "CREATE ROLE late LOGIN SUPERUSER PASSWORD 'late'");
    SERVER.execute("postgres", "ALTER ROLE late SET synchronous_commit = off");

    try (Store store = open(SharedServer.freshUrl().replace("terse:terse@", "late:late@"))) {
      assertThat(store.traits().durability()).isEqualTo(Durability.MEMORY);
    }
  }

  @Test
  void open_wrongPassword_saysWhereToLook() {
    assertRefused(SERVER.url().replace(":terse@", ":wrong@"), "pg_hba.conf");
  }

  @Test
  void open_noPassword_saysWhereToLook() {
    assertRefused(SERVER.url().replace(":terse@", "@"), "password in the URL");
  }

  @Test
  void open_missingDatabase_saysHowToCreateIt() {
    assertRefused(SERVER.url("nowhere"), "CREATE DATABASE");
  }

  @Test
  void open_toReadWhereNothingIs_isAbsentAndMakesNothing() {
    StoreUrl url = StoreUrl.parse(SharedServer.freshUrl());

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> url.open(Purpose.READ))
          .returns(Reason.ABSENT, StoreException::reason);
    }
    Link link = samples.link("abc");
    try (Store store = url.open()) {
      store.links().create(link, Reuse.NEVER);
    }
    try (Store store = url.open(Purpose.READ)) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
    }
  }

  @Test
  void open_otherEncoding_saysHowToCreateABetterOne() {
    SERVER.execute(
        "postgres", "CREATE DATABASE latin ENCODING LATIN1 LOCALE 'C' TEMPLATE template0");

    assertRefused(SERVER.url("latin"), "ENCODING 'UTF8'");
  }

  @Test
  void open_readOnly_asksForThePrimary() {
    SERVER.execute("postgres", "CREATE ROLE reader LOGIN SUPERUSER PASSWORD 'reader'");
    SERVER.execute("postgres", "ALTER ROLE reader SET default_transaction_read_only = on");

    assertRefused(SERVER.url().replace("terse:terse@", "reader:reader@"), "name the primary");
  }

  @Test
  void open_userWithoutRights_saysWhatToGrant() {
    SERVER.execute("postgres", "CREATE ROLE poor LOGIN PASSWORD 'poor'");

    assertRefused(SERVER.url().replace("terse:terse@", "poor:poor@"), "GRANT");
  }

  @Test
  void search_withoutTheExtension_isRightAndGoesOn() {
    SERVER.execute("postgres", "CREATE DATABASE plain");
    SERVER.execute("postgres", "CREATE ROLE owner LOGIN PASSWORD 'owner'");
    SERVER.execute("plain", "CREATE SCHEMA terse AUTHORIZATION owner");

    try (Store store = open(SERVER.url("plain").replace("terse:terse@", "owner:owner@"))) {
      Link link = samples.link("needle");
      store.links().create(link, Reuse.NEVER);
      store.links().create(samples.link("hay"), Reuse.NEVER);

      Page page = store.links().list(new Query(Domain.DEFAULT, "NEEDLE", null, 10));
      assertThat(page.links()).containsExactly(link);
    }
  }

  @Test
  void list_textThatCannotBeStored_findsNothing() {
    try (Store store = open(SharedServer.freshUrl())) {
      store.links().create(samples.link("abc"), Reuse.NEVER);

      for (String text : new String[] {"a\0b", "\ud83d"}) {
        assertThat(store.links().list(new Query(Domain.DEFAULT, text, null, 10)).links())
            .isEmpty();
        assertThat(store.apiKeys().find(text)).isNull();
      }
    }
  }

  private static Store open(String url) {
    return StoreUrl.parse(url.contains("?") ? url : url + SharedServer.PATIENT).open();
  }

  private static void assertRefused(String url, String said) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(url))
        .withMessageContaining(said);
  }
}
