package dev.terse.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {

  @Test
  void parse_url_splitsAtTheFirstColon() {
    assertThat(StoreUrl.parse("RocksDB:C:\\data")).isEqualTo(new StoreUrl("rocksdb", "C:\\data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data", ":data", "rocksdb:"})
  void parse_noUrl_saysHowToWriteOne(String text) {
    assertThatThrownBy(() -> StoreUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "is no store: write a scheme, a colon and the rest, such as rocksdb:data");
  }

  @ParameterizedTest
  @CsvSource({
    "rocksdb:data, rocksdb:data",
    "postgresql://me@host/links, postgresql://me@host/links",
    "postgresql://me:secret@host/links, postgresql://me:***@host/links",
    "postgresql://me:se:c@ret@host/links, postgresql://me:***@host/links",
    "redis://:secret@host, redis://:***@host",
    "postgresql://host/links?Password=secret&ssl=true,"
        + " postgresql://host/links?Password=***&ssl=true",
  })
  void toString_password_isMasked(String text, String shown) {
    assertThat(StoreUrl.parse(text)).hasToString(shown);
  }

  @Test
  void open_unknownScheme_saysSo() {
    assertThatThrownBy(() -> StoreUrl.parse("nosuch:thing").open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no store has the scheme nosuch");
  }
}
