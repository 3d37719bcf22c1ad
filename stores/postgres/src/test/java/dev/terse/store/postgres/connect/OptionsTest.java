package dev.terse.store.postgres.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.terse.core.store.NetworkUrl.Host;
import dev.terse.core.store.StoreUrl;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void parse_theShortest_takesDefaults() {
    Options options = parse("postgresql://db/links");

    assertThat(options.url().hosts()).containsExactly(new Host("db", 5432));
    assertThat(options.url().path()).isEqualTo("links");
    assertThat(options.url().user()).isNull();
    assertThat(options.schema()).isEqualTo("terse");
    assertThat(options.pool()).isEqualTo(10);
    assertThat(options.connect()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.call()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.tls()).isEmpty();
  }

  @Test
  void parse_everything_takesItAll() {
    Options options = parse("postgres://me:p%40ss@a:1,[::1]:2/links?schema=s1&pool=30"
        + "&connect-timeout=500ms&timeout=5s&sslmode=verify-full&sslrootcert=/etc/ca.pem");

    assertThat(options.url().password()).isEqualTo("p@ss");
    assertThat(options.url().hosts()).containsExactly(new Host("a", 1), new Host("::1", 2));
    assertThat(options.schema()).isEqualTo("s1");
    assertThat(options.pool()).isEqualTo(30);
    assertThat(options.login()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.call()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.tls())
        .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "/etc/ca.pem"));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql:db/links, two slashes",
    "postgresql://db, the database is missing",
    "postgresql://db/links/more, the database is missing",
    "postgresql://db/links?colour=red, no option is called 'colour'",
    "postgresql://db/links?pool=0, pool '0' is refused",
    "postgresql://db/links?pool=many, pool 'many' is refused",
    "postgresql://db/links?timeout=2, timeout '2' is refused",
    "postgresql://db/links?timeout=1ms, timeout '1ms' is refused",
    "postgresql://db/links?connect-timeout=601s, connect-timeout '601s' is refused",
    "postgresql://db/links?sslmode=maybe, sslmode is",
    "postgresql://db/links?schema=a-b, schema 'a-b' is refused",
    "postgresql://db/links?schema=pg_x, schema 'pg_x' is refused"
  })
  void parse_aFault_saysWhatIsWrong(String url, String said) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(url)).withMessageContaining(said);
  }

  private static Options parse(String url) {
    return Options.parse(StoreUrl.parse(url));
  }
}
