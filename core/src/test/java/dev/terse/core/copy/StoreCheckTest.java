package dev.terse.core.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.job.Retry;
import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.MemoryStore;
import dev.terse.core.visit.VisitTally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison finds what it is there to find. */
class StoreCheckTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final Retry SOON = new Retry(Duration.ofMillis(1));

  private final MemoryStore from = new MemoryStore();
  private final MemoryStore to = new MemoryStore();

  static List<Arguments> tamperings() {
    return List.of(
        of(store -> store.links().delete(key("a"), OptionalLong.empty()), "a: missing"),
        of(
            store -> {
              Link link = store.links().get(key("a"));
              Target target = new Target("https://example.net/");
              store
                  .links()
                  .replace(link.changed(target, link.details(), link.history().next(NOW)));
            },
            "a: not the same at"),
        of(store -> store.links().create(link("extra"), Reuse.NEVER), "extra: a link at"),
        of(store -> store.links().bury(key("extra")), "tombstones: the source has 1"),
        of(
            store -> store
                .visits()
                .add(List.of(new VisitTally(store.links().get(key("b")).id(), NOW, 1))),
            "b: not the same visits"),
        of(store -> store.settings().replace("codes.space", "1 x", "1 y"), "setting codes.space"));
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void check_tamperedCopy_saysWhere(Consumer<MemoryStore> tampering, String found) {
    from.settings().putIfAbsent("codes.space", "1 x");
    from.links().create(link("a"), Reuse.NEVER);
    from.links().create(link("b"), Reuse.NEVER);
    from.links().bury(key("gone"));
    new StoreCopy(from, to, "it", 7, SOON).copy(_ -> {});
    assertThat(check().differences().first()).isEmpty();

    tampering.accept(to);

    assertThat(check().differences().first())
        .anySatisfy(line -> assertThat(line).startsWith(found));
  }

  private CheckReport check() {
    return new StoreCheck(from, to, 7, SOON).check(_ -> {});
  }

  private static Arguments of(Consumer<MemoryStore> tampering, String found) {
    return Arguments.of(tampering, found);
  }

  private static Link link(String code) {
    return new Link(
        LinkId.create(NOW, new Random(code.hashCode())),
        key(code),
        new Target("https://example.com/" + code),
        LinkDetails.NONE,
        History.begin(NOW, null));
  }

  private static LinkKey key(String code) {
    return LinkKey.of(new Code(code));
  }
}
