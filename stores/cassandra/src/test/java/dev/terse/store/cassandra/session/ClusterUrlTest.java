package dev.terse.store.cassandra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.terse.core.store.NetworkUrl.Host;
import dev.terse.core.store.StoreUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterUrlTest {

  @Test
  void parse_onlyAHost_hasDefaults() {
    ClusterUrl url = parse("cassandra://db");

    assertThat(url.network().hosts()).containsExactly(new Host("db", 9042));
    assertThat(url.keyspace()).isEqualTo("terse");
    assertThat(url.centre()).isNull();
    assertThat(url.replication()).isEqualTo(Replication.DEFAULT);
    assertThat(url.timeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void parse_everything_isRead() {
    ClusterUrl url = parse("cassandra://u:p%40@a:1,b/links?dc=dc1&replication=dc1:3,dc2:2"
        + "&timeout=750ms&connect-timeout=5s&requests=64&ssl=true");

    assertThat(url.network().user()).isEqualTo("u");
    assertThat(url.network().password()).isEqualTo("p@");
    assertThat(url.network().hosts()).containsExactly(new Host("a", 1), new Host("b", 9042));
    assertThat(url.keyspace()).isEqualTo("links");
    assertThat(url.centre()).isEqualTo("dc1");
    assertThat(url.replication().toCql("dc1"))
        .isEqualTo("{'class': 'NetworkTopologyStrategy', 'dc1': 3, 'dc2': 2}");
    assertThat(url.limits())
        .isEqualTo(new ClusterUrl.Limits(Duration.ofMillis(750), Duration.ofSeconds(5), 64, true));
  }

  @Test
  void toCql_aNumber_isForTheNodesDataCentre() {
    assertThat(parse("cassandra://db/k?replication=5").replication().toCql("here"))
        .isEqualTo("{'class': 'NetworkTopologyStrategy', 'here': 5}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cassandra:db",
        "cassandra://",
        "cassandra://db/Upper",
        "cassandra://db/a;b",
        "cassandra://user@db/k",
        "cassandra://db/k?consistency=ONE",
        "cassandra://db/k?replication=0",
        "cassandra://db/k?replication=dc1:",
        "cassandra://db/k?replication=dc'1:3",
        "cassandra://db/k?timeout=2",
        "cassandra://db/k?timeout=0s",
        "cassandra://db/k?requests=0",
        "cassandra://db/k?ssl=yes"
      })
  void parse_faultyUrl_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
  }

  private static ClusterUrl parse(String text) {
    return ClusterUrl.parse(StoreUrl.parse(text));
  }
}
