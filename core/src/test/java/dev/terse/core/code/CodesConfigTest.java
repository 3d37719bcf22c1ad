package dev.terse.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.space.Lengths;
import org.junit.jupiter.api.Test;

class CodesConfigTest {

  @Test
  void lengths_nothingConfigured_areEachGeneratorsOwn() {
    assertThat(lengths(new Configs(), GeneratorName.SEQUENTIAL)).isEqualTo(new Lengths(5, 10));
    assertThat(lengths(new Configs(), GeneratorName.DIGEST)).isEqualTo(new Lengths(12, 20));
    assertThat(lengths(new Configs(), GeneratorName.RANDOM)).isEqualTo(new Lengths(11, 20));
  }

  @Test
  void lengths_configured_concernTheConfiguredGeneratorOnly() {
    Configs configs = new Configs().lengths(1, 3);
    assertThat(lengths(configs, GeneratorName.SEQUENTIAL)).isEqualTo(new Lengths(1, 3));
    assertThat(lengths(configs, GeneratorName.RANDOM)).isEqualTo(new Lengths(11, 20));
  }

  @Test
  void lengths_onlyOneConfigured_takesTheOtherAlong() {
    Configs shortest = new Configs().generator(GeneratorName.RANDOM).lengths(25, null);
    assertThat(lengths(shortest, GeneratorName.RANDOM)).isEqualTo(new Lengths(25, 25));
    Configs longest = new Configs().lengths(null, 3);
    assertThat(lengths(longest, GeneratorName.SEQUENTIAL)).isEqualTo(new Lengths(3, 3));
  }

  @Test
  void create_severalFaults_namesEachSettingInALineOfItsOwn() {
    Configs configs =
        new Configs().lengths(0, 129).prefix("a b").secret("too short").leaseSize(0);
    assertThatThrownBy(configs::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("""
            codes.min-length is 0: use 1 to 128
            codes.max-length is 129: use 1 to 128
            codes.prefix, followed by the longest code, has a character that codes cannot hold: \
            use letters, digits, - _ . ~ and /
            codes.secret is too easy to guess: use at least 16 characters
            codes.lease-size is 0: use 1 to 1000000""");
  }

  @Test
  void create_shortestAboveLongest_namesBoth() {
    assertFault(
        new Configs().lengths(6, 5),
        "codes.min-length is 6: lower it to codes.max-length, which is 5, or raise that");
  }

  @Test
  void create_spaceTooLargeToNumber_namesTheLongestLength() {
    assertFault(
        new Configs().lengths(5, 11),
        "codes.max-length is too long to number all codes: lower it below 11");
  }

  @Test
  void create_everythingBlocked_saysSo() {
    assertFault(
        new Configs().alphabet("ab").lengths(1, 1).blocked("A", "b"),
        "codes.blocked leaves no code: remove words, or raise codes.max-length");
  }

  @Test
  void create_digestShorterThanTheLongestCode_namesTheLongestLength() {
    assertFault(
        new Configs()
            .generator(GeneratorName.DIGEST)
            .digest(DigestAlgorithm.MD5)
            .lengths(12, 22),
        "codes.max-length is 22, but md5 has no more than 21 characters of this alphabet: lower"
            + " it");
  }

  @Test
  void create_prefixOfOwnPaths_isRefused() {
    assertFault(new Configs().prefix("-/"), "codes.prefix leads to Terse's own paths: use another");
  }

  @Test
  void create_prefixThatMakesCodesTooLong_isRefused() {
    assertFault(
        new Configs().prefix("p".repeat(119)),
        "codes.prefix, followed by the longest code, is longer than 128 characters");
    assertThat(new Configs().prefix("p".repeat(118)).build().prefix()).hasSize(118);
  }

  @Test
  void toString_secret_isNotShown() {
    assertThat(new Configs().secret("correct horse battery").build().toString())
        .doesNotContain("correct");
  }

  private static Lengths lengths(Configs configs, GeneratorName name) {
    return configs.build().lengths(name);
  }

  private static void assertFault(Configs configs, String fault) {
    assertThatThrownBy(configs::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(fault);
  }
}
