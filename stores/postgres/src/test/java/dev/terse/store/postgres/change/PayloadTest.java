package dev.terse.store.postgres.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadTest {

  @Test
  void of_manyLongKeys_fitsEachTextAndLosesNone() {
    Domain domain = new Domain("d".repeat(253) + ":65535");
    List<LinkKey> keys = IntStream.range(0, 100)
        .mapToObj(n -> new LinkKey(domain, new Code("🙂".repeat(125) + (100 + n))))
        .toList();

    List<String> payloads = Payload.of("here", keys);

    assertThat(payloads).hasSize(10).allMatch(text -> text.getBytes(UTF_8).length < 8_000);
    assertThat(payloads.stream().flatMap(text -> Payload.keys("there", text).stream()))
        .containsExactlyElementsOf(keys);
  }

  @Test
  void keys_ofOurOwn_areNone() {
    LinkKey key = LinkKey.of(new Code("a/b"));

    assertThat(Payload.keys("here", Payload.of("here", List.of(key)).getFirst()))
        .isEmpty();
    assertThat(Payload.keys("there", Payload.of("here", List.of(key)).getFirst()))
        .containsExactly(key);
  }

  @Test
  void keys_ofSomethingElse_areNone() {
    for (String text : List.of("", "\n", "x\ny", "x\n/", "x\n/a b", "x\n/\u0000")) {
      assertThat(Payload.keys("here", text)).isEmpty();
    }
  }
}
