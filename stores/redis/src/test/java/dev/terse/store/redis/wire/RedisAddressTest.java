package dev.terse.store.redis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.terse.core.store.StoreUrl;
import dev.terse.store.redis.wire.RedisAddress.Form;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisAddressTest {

  @Test
  void parse_hostAlone_isAPlainServer() {
    RedisAddress address = parse("redis://cache.example");
    RedisURI server = address.servers().getFirst();

    assertThat(address.form()).isEqualTo(Form.SINGLE);
    assertThat(address.prefix()).isEqualTo("terse");
    assertThat(address.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(address.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(address.authorities()).isNull();
    assertThat(server.getHost()).isEqualTo("cache.example");
    assertThat(server.getPort()).isEqualTo(6379);
    assertThat(server.getDatabase()).isZero();
    assertThat(server.isSsl()).isFalse();
  }

  @Test
  void parse_everything_isKept() {
    RedisAddress address = parse("rediss://me:p%40ss@[::1]:7000/3"
        + "?prefix=links&timeout=500ms&connect-timeout=5s&ca=/etc/ca.pem&verify=ca");
    RedisURI server = address.servers().getFirst();

    assertThat(address.prefix()).isEqualTo("links");
    assertThat(address.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(address.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(address.authorities()).isEqualTo(Path.of("/etc/ca.pem"));
    assertThat(server.getHost()).isEqualTo("::1");
    assertThat(server.getPort()).isEqualTo(7000);
    assertThat(server.getDatabase()).isEqualTo(3);
    assertThat(server.isSsl()).isTrue();
    assertThat(server.getVerifyMode()).isEqualTo(SslVerifyMode.CA);
  }

  @Test
  void parse_sentinels_areNotTheServer() {
    RedisAddress address =
        parse("redis-sentinel://a,b:7/2?master=links&sentinel-password=s&tls=true");
    RedisURI server = address.servers().getFirst();

    assertThat(address.form()).isEqualTo(Form.SENTINEL);
    assertThat(server.getSentinelMasterId()).isEqualTo("links");
    assertThat(server.getDatabase()).isEqualTo(2);
    assertThat(server.getSentinels()).extracting(RedisURI::getPort).containsExactly(26379, 7);
    assertThat(server.getSentinels()).allMatch(RedisURI::isSsl);
  }

  @Test
  void parse_cluster_hasSeeds() {
    RedisAddress address = parse("redis-cluster://a,b,c:7");

    assertThat(address.form()).isEqualTo(Form.CLUSTER);
    assertThat(address.servers()).extracting(RedisURI::getHost).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis:host | two slashes",
        "redis://a,b | redis-cluster",
        "redis://a/name | no database",
        "redis://a/-1 | no database",
        "redis://a?databse=1 | no option is called 'databse'",
        "redis://a?tls=true | no option is called 'tls'",
        "redis://a?timeout=2 | such as 500ms",
        "redis://a?timeout=0s | such as 500ms",
        "redis://a?timeout=2m | such as 500ms",
        "redis://a?prefix={a} | letters",
        "rediss://a?verify=no | verify is full",
        "redis-cluster://a/1 | no databases",
        "redis-cluster://a?master=b | no option is called 'master'",
        "redis-sentinel://a | ?master=NAME",
        "redis-sentinel://a?master=b&tls=1 | tls is true or false",
      })
  void parse_fault_saysWhatToWrite(String url, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(url))
        .withMessageContaining(message);
  }

  private static RedisAddress parse(String url) {
    return RedisAddress.parse(StoreUrl.parse(url));
  }
}
