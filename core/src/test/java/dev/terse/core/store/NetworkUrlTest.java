package dev.terse.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.store.NetworkUrl.Host;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkUrlTest {

  @Test
  void parse_everyPart_isRead() {
    NetworkUrl url =
        parse("db://me:s%40cr+t:x@a.example:1,[::1]:2,c/links%2Fx?ssl=true&name=a%26b");

    assertThat(url)
        .isEqualTo(new NetworkUrl(
            "me",
            "s@cr+t:x",
            List.of(new Host("a.example", 1), new Host("::1", 2), new Host("c", 77)),
            "links/x",
            Map.of("ssl", "true", "name", "a&b")));
    assertThat(url.hosts().get(1)).hasToString("[::1]:2");
  }

  @Test
  void parse_hostAlone_hasNothingElse() {
    assertThat(parse("db://localhost"))
        .isEqualTo(new NetworkUrl(null, null, List.of(new Host("localhost", 77)), "", Map.of()));
  }

  @Test
  void parse_passwordAlone_hasNoUser() {
    assertThat(parse("db://:secret@host/"))
        .returns(null, NetworkUrl::user)
        .returns("secret", NetworkUrl::password);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "db:host | write db://HOST:PORT/… : two slashes after db:",
        "db:///x | a host is missing: write HOST or HOST:PORT",
        "db://a,,b | a host is missing: write HOST or HOST:PORT",
        "db://a:0 | '0' is no port: write 1 to 65535",
        "db://a:b | 'b' is no port: write 1 to 65535",
        "db://a?sssl=1 | no option is called 'sssl': there is name, ssl",
      })
  void parse_anythingElse_saysWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static NetworkUrl parse(String text) {
    return NetworkUrl.parse(StoreUrl.parse(text), 77, Set.of("ssl", "name"));
  }
}
