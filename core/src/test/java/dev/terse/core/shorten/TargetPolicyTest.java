package dev.terse.core.shorten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTest {

  private static final Set<String> WEB = Set.of("http", "https");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "HTTPS://Example.COM:443/a/../b?c#d",
        "http://[2001:0:0:0:0:0:0:1]/",
        "https://example.com/?it's",
        "https://xn--bcher-kva.example/%c3%bc",
      })
  void judge_validAsciiUrl_keepsItsBytes(String text) {
    assertThat(stored(TargetPolicy.DEFAULT, text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
          https://bücher.example,          https://xn--bcher-kva.example/
          https://example.com/a b,         https://example.com/a%20b
          http:example.com,                http://example.com/
          https://example.com\\a,          https://example.com/a
          http://127.1/,                   http://127.0.0.1/
          '  https://example.com/  ',      https://example.com/
          """)
  void judge_otherUrl_isStoredAsSerialised(String text, String expected) {
    assertThat(stored(TargetPolicy.DEFAULT, text)).isEqualTo(expected);
  }

  @Test
  void judge_tabsAndNewlines_areNotStored() {
    assertThat(stored(TargetPolicy.DEFAULT, "https://exam\nple.com/a\r\nX-Header:\tb"))
        .isEqualTo("https://example.com/aX-Header:b");
  }

  @Test
  void judge_otherControlCharacters_areStoredPercentEncoded() {
    assertThat(stored(TargetPolicy.DEFAULT, "https://example.com/\0a?\u001b#\u007f"))
        .isEqualTo("https://example.com/%00a?%1B#%7F");
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
          '',                              is empty
          ' ',                             is empty
          example.com,                     has no scheme: put https:// in front
          localhost:8080/x,                'begins with localhost:, which is no allowed scheme'
          javascript:alert(1),             'begin it with http: or https:'
          java\tscript:alert(1),           'begins with javascript:'
          'data:text/html,x',              no allowed scheme
          file:///etc/passwd,              has the scheme file
          https://,                        has no host
          https://exa mple.com/,           has a host that no browser accepts
          https://a\u200db.example/,       has an internationalised host
          http://1.2.3.256/,               is no IPv4 address
          http://[::g]/,                   is no IPv6 address
          https://example.com:65536/,      has a port
          https://user@example.com/,       has a user name or password
          https://:pw@example.com/,        has a user name or password
          """)
  void judge_refusedTarget_namesTheRemedy(String text, String reason) {
    assertThat(reason(TargetPolicy.DEFAULT, text.replace("\\t", "\t"))).contains(reason);
  }

  @Test
  void judge_longScheme_isShortenedInTheReason() {
    assertThat(reason(TargetPolicy.DEFAULT, "a".repeat(5_000) + ":x")).hasSizeLessThan(200);
  }

  @Test
  void judge_longestTarget_isStored() {
    String longest = padded(Target.MAX_LENGTH);
    assertThat(stored(TargetPolicy.DEFAULT, longest)).isEqualTo(longest);
  }

  @Test
  void judge_longerTarget_isRefused() {
    assertThat(reason(TargetPolicy.DEFAULT, padded(Target.MAX_LENGTH + 1))).contains("8192");
    assertThat(reason(TargetPolicy.DEFAULT, "https://example.com/" + "ü".repeat(2_000)))
        .contains("8192");
    assertThat(reason(TargetPolicy.DEFAULT, padded(10_000_000))).contains("8192");
  }

  @Test
  void judge_longInputThatShrinks_isStored() {
    String wrapped = padded(Target.MAX_LENGTH).replace("aaaaaaaa", "aaaaaaaa\n");
    assertThat(stored(TargetPolicy.DEFAULT, wrapped)).isEqualTo(padded(Target.MAX_LENGTH));
  }

  @Test
  void judge_userInfoAllowed_isStored() {
    TargetPolicy policy = new TargetPolicy(WEB, true, Set.of());
    assertThat(stored(policy, "https://me:pw@example.com/"))
        .isEqualTo("https://me:pw@example.com/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://short.example/x",
        "HTTP://SHORT.EXAMPLE",
        "https://short.example./x",
        "https://short.example:443/x",
        "http:\\\\short.example\\x",
        "https://ｓｈｏｒｔ.example/x",
        "https://sh%6frt.example/x",
        "http://127.1:8080/x",
        "http://[0:0::1]:80/",
        "https://kurz-ü.example/",
      })
  void judge_ownHost_isRefused(String text) {
    assertThat(reason(own(), text)).startsWith("leads back to this shortener");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://short.example:8443/x",
        "https://a.short.example/x",
        "https://short.example.com/",
        "http://127.0.0.1/",
        "https://[::1]/",
        "https://example.com/?https://short.example/",
      })
  void judge_anotherHostOrPort_isAllowed(String text) {
    assertThat(stored(own(), text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
          mailto:a@example.com?subject=x,  mailto:a@example.com?subject=x
          mailto:a b@example.com,          mailto:a%20b@example.com
          tel:+49-89-1234,                 tel:+49-89-1234
          MyApp://Open/../a,               MyApp://Open/../a
          ftp://example.com:21/ü,          ftp://example.com/%C3%BC
          """)
  void judge_otherAllowedScheme_isStored(String text, String expected) {
    TargetPolicy policy =
        new TargetPolicy(Set.of("mailto", "tel", "MYAPP", "ftp"), false, Set.of());
    assertThat(stored(policy, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript", "JavaScript", "data", "file", "vbscript", "blob", "view-source"})
  void constructor_forbiddenScheme_isRefused(String scheme) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetPolicy(Set.of("https", scheme), false, Set.of()))
        .withMessageContaining("can never be allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https:", "https://", "1a", "a b", "ma ilto", "mailto:x"})
  void constructor_malformedScheme_isRefused(String scheme) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetPolicy(Set.of(scheme), false, Set.of()))
        .withMessageContaining("is no scheme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "https://short.example", "a/b", "me@a", "a b", "a:x", "a?", "1.2.3.999"})
  void constructor_malformedOwnHost_isRefused(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetPolicy(WEB, false, Set.of(host)))
        .withMessageContaining("is no host");
  }

  private static TargetPolicy own() {
    return new TargetPolicy(
        WEB, false, Set.of("Short.Example", "127.0.0.1:8080", "[::1]:80", "kurz-ü.example"));
  }

  private static String padded(int length) {
    String start = "https://example.com/";
    return start + "a".repeat(length - start.length());
  }

  private static String stored(TargetPolicy policy, String text) {
    return switch (policy.judge(text)) {
      case Parsed.Valid<Target> valid -> valid.value().value();
      case Parsed.Invalid<Target> invalid -> throw new AssertionError(invalid.reason());
    };
  }

  private static String reason(TargetPolicy policy, String text) {
    return switch (policy.judge(text)) {
      case Parsed.Valid<Target> valid -> throw new AssertionError("stored " + valid.value());
      case Parsed.Invalid<Target> invalid -> invalid.reason();
    };
  }
}
