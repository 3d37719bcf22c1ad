package dev.terse.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.link.Code;
import dev.terse.core.link.Target;
import dev.terse.core.space.Alphabet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestCodesTest {
  private static final Target GOOGLE = new Target("http://www.google.com/");

  @ParameterizedTest
  @CsvSource({
    "http://www.google.com/, 0, _5CCH-6ysCoz",
    "http://www.google.com/, 1, _5CCH-6ysCozp",
    "http://www.google.com/, 8, _5CCH-6ysCozpvn8jl8_",
    "http://www.bbc.com/, 0, G2Wv7lU6QLD_",
    "http://www.example.com/q, 0, KNGtylzc_YLk",
  })
  void draw_md5InBase64url_givesTheCodesOfTheFlaskDemo(String target, int attempt, String code) {
    assertThat(flask().draw(new Target(target), attempt)).isEqualTo(drawn(code));
  }

  @Test
  void draw_lengthsUsedUp_saysWhatToDo() {
    assertThat(flask().draw(GOOGLE, 9))
        .isEqualTo(new Draw.Exhausted("all codes of this target with 12 to 20 characters are in"
            + " use: raise codes.max-length, or choose a code"));
  }

  @Test
  void draw_sha256InBase64url_isBase64OfTheDigest() throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256")
        .digest(GOOGLE.value().getBytes(StandardCharsets.UTF_8));
    String expected = Base64.getUrlEncoder().encodeToString(digest);
    Configs configs = digest().alphabet(Alphabet.BASE64URL.characters()).lengths(1, 42);
    CodeGenerator codes = new DigestCodes(configs.build());
    assertThat(codes.draw(GOOGLE, 41)).isEqualTo(drawn(expected.substring(0, 42)));
  }

  @Test
  void draw_nextAttempt_isOneLongerAndBeginsAlike() {
    CodeGenerator codes = new DigestCodes(digest().build());
    for (int attempt = 0; attempt < 8; attempt++) {
      String code = code(codes.draw(GOOGLE, attempt));
      assertThat(code).hasSize(12 + attempt);
      assertThat(code(codes.draw(GOOGLE, attempt + 1))).startsWith(code);
      assertThat(code.chars().allMatch(c -> Alphabet.READABLE.contains((char) c)))
          .isTrue();
    }
  }

  @Test
  void draw_blockedCode_takesTheNextLength() {
    String shortest = code(new DigestCodes(digest().build()).draw(GOOGLE, 0));
    CodeGenerator codes = new DigestCodes(digest().blocked(shortest).build());
    assertThat(code(codes.draw(GOOGLE, 0))).hasSize(13);
    assertThat(code(codes.draw(GOOGLE, 1))).hasSize(14);
  }

  @Test
  void draw_prefix_isPartOfTheCode() {
    assertThat(code(new DigestCodes(digest().prefix("d/").build()).draw(GOOGLE, 0)))
        .startsWith("d/")
        .hasSize(14);
  }

  private static CodeGenerator flask() {
    return new DigestCodes(digest()
        .alphabet(Alphabet.BASE64URL.characters())
        .digest(DigestAlgorithm.MD5)
        .build());
  }

  private static Configs digest() {
    return new Configs().generator(GeneratorName.DIGEST);
  }

  private static Draw drawn(String code) {
    return new Draw.Drawn(new Code(code));
  }

  private static String code(Draw draw) {
    return draw instanceof Draw.Drawn(Code code) ? code.value() : "none";
  }
}
