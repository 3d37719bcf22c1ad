package dev.terse.core.redirect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NearRedirectsTest {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final List<RedirectStatus> STATUSES = List.of(RedirectStatus.values());
  private static final long LARGE = 1 << 24;
  private static final long SMALL = 1 << 12;

  private final Random random = new Random(1);
  private long nanos;
  private Runnable whenTimeIsRead = () -> {};
  private final RedirectCache cache =
      new RedirectCache(1 << 26, Freshness.shared(FRESH, Duration.ofDays(1)), this::time);
  private final Redirector redirector =
      new Redirector(new MemoryStore().links(), cache, RedirectStatus.FOUND, Runnable::run);
  private final NearRedirects near = near(LARGE);

  @Test
  void find_resolvedBefore_tellsTheSame() {
    Resolution.Redirect redirect =
        keep("a", "https://a.example/?q", RedirectStatus.MOVED_PERMANENTLY);
    assertThat(told(near, "a")).isNull();

    assertThat(resolve(near, "a")).isEqualTo(redirect);

    assertThat(told(near, "a")).isEqualTo(redirect);
    assertThat(told(near, "A")).isNull();
    assertThat(told(near, "aa")).isNull();
    assertThat(told(near, "")).isNull();
  }

  @Test
  void find_forgotten_fails() {
    keep("a", "https://a.example/", RedirectStatus.FOUND);
    resolve(near, "a");

    cache.forget(key("a"));

    assertThat(told(near, "a")).isNull();
    assertThat(resolve(near, "a")).isNull();
  }

  @Test
  void find_forgottenBetweenTheLookAndTheCopy_fails() {
    Resolution.Redirect redirect = keep("a", "https://a.example/", RedirectStatus.FOUND);
    whenTimeIsRead = () -> cache.forget(key("a"));

    assertThat(resolve(near, "a")).isEqualTo(redirect);

    assertThat(cache.find(key("a"))).isNull();
    assertThat(told(near, "a")).isNull();
  }

  @Test
  void find_readAnewAndDifferent_fails() {
    keep("a", "https://a.example/", RedirectStatus.FOUND);
    resolve(near, "a");

    keep("a", "https://b.example/", RedirectStatus.FOUND);
    assertThat(told(near, "a")).isNull();

    resolve(near, "a");
    end("a", Resolution.Unknown.INSTANCE);
    assertThat(told(near, "a")).isNull();
  }

  @Test
  void find_readAnewAndTheSame_holds() {
    Resolution.Redirect redirect = keep("a", "https://a.example/", RedirectStatus.FOUND);
    resolve(near, "a");
    end("a", redirect);
    assertThat(told(near, "a")).isEqualTo(redirect);
  }

  @Test
  void find_oldCopy_failsUntilItIsReadAnew() {
    Resolution.Redirect redirect = keep("a", "https://a.example/", RedirectStatus.FOUND);
    resolve(near, "a");
    nanos += FRESH.toNanos();
    assertThat(told(near, "a")).isNull();

    end("a", redirect);
    resolve(near, "a");
    assertThat(told(near, "a")).isEqualTo(redirect);
  }

  @Test
  void find_otherLinkOfTheSameTarget_tellsTheNewOne() {
    keep("a", "https://a.example/", RedirectStatus.FOUND);
    resolve(near, "a");
    cache.forget(key("a"));
    Resolution.Redirect other = keep("a", "https://a.example/", RedirectStatus.TEMPORARY_REDIRECT);
    resolve(near, "a");
    assertThat(told(near, "a")).isEqualTo(other);
  }

  @Test
  void find_nowAndThen_failsSoThatTheSharedMemorySeesWhatIsInUse() {
    keep("a", "https://a.example/", RedirectStatus.FOUND);
    resolve(near, "a");
    int found = 0;
    for (int i = 0; i < 1_600; i++) {
      found += near.find(path("a"), 1, 3) ? 1 : 0;
    }
    assertThat(found).isEqualTo(1_500);
  }

  @Test
  void find_ofMany_tellsEachItsOwnOrNothing() {
    for (NearRedirects memory : List.of(near(SMALL), near(1 << 16), near(LARGE))) {
      Map<String, Resolution.Redirect> redirects = new HashMap<>();
      List<String> codes = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        String code = Integer.toString(random.nextInt(1 << 24), Character.MAX_RADIX);
        if (!redirects.containsKey(code)) {
          String target = "https://" + "x".repeat(random.nextInt(100)) + "/" + i;
          redirects.put(code, keep(code, target, STATUSES.get(i % 4)));
          codes.add(code);
        }
        String asked = codes.get(random.nextInt(codes.size()));
        Resolution.Redirect told = told(memory, asked);
        assertThat(told == null ? resolve(memory, asked) : told).isEqualTo(redirects.get(asked));
        if (random.nextInt(10) == 0) {
          redirects.put(asked, keep(asked, "https://changed/" + i, RedirectStatus.FOUND));
        }
      }
    }
  }

  @Test
  void find_ofMoreThanFits_stillTellsTheLatest() {
    NearRedirects small = near(SMALL);
    for (int i = 0; i < 10_000; i++) {
      String code = "code" + i;
      Resolution.Redirect redirect = keep(code, "https://example.com/" + i, RedirectStatus.FOUND);
      resolve(small, code);
      assertThat(told(small, code)).isEqualTo(redirect);
    }
  }

  @Test
  void find_ofAsMuchAsFits_tellsNearlyAll() {
    int links = 50_000;
    for (int i = 0; i < links; i++) {
      keep("c" + i, "https://example.com/a/page?number=" + i, RedirectStatus.FOUND);
      resolve(near, "c" + i);
    }
    int told = 0;
    for (int i = 0; i < links; i++) {
      told += told(near, "c" + i) == null ? 0 : 1;
    }
    assertThat(told).isGreaterThan(links * 98 / 100);
  }

  @Test
  void resolve_targetTooLarge_tellsItButKeepsNoCopy() {
    NearRedirects small = near(SMALL);
    Resolution.Redirect redirect =
        keep("a", "https://a.example/" + "x".repeat(8_000), RedirectStatus.FOUND);
    assertThat(resolve(small, "a")).isEqualTo(redirect);
    assertThat(told(small, "a")).isNull();
  }

  @Test
  void bytes_countWhatCopiesTake() {
    long before = cache.bytes();
    keep("a", "https://a.example/" + "x".repeat(8_000), RedirectStatus.FOUND);
    for (int i = 0; i < 10; i++) {
      resolve(near, "a", "/a/" + i);
    }
    assertThat(cache.bytes() - before).isGreaterThan(80_000);
  }

  private long time() {
    Runnable task = whenTimeIsRead;
    whenTimeIsRead = () -> {};
    task.run();
    return nanos;
  }

  private NearRedirects near(long bytes) {
    return new NearRedirects(redirector, cache, bytes);
  }

  private Resolution.Redirect keep(String code, String target, RedirectStatus status) {
    LinkId id = LinkId.create(Instant.EPOCH, random);
    Resolution.Redirect redirect = new Resolution.Redirect(id, new Target(target), status);
    end(code, redirect);
    return redirect;
  }

  private void end(String code, Resolution resolution) {
    Read read = new Read(false);
    assertThat(cache.begin(key(code), read)).isNull();
    cache.end(key(code), read, new Remembered(resolution, cache.now()));
  }

  private static @Nullable Resolution resolve(NearRedirects memory, String code) {
    return resolve(memory, code, "/" + code);
  }

  private static @Nullable Resolution resolve(NearRedirects memory, String code, String path) {
    byte[] bytes = ("GET " + path + " HTTP").getBytes(US_ASCII);
    return memory.resolve(key(code), bytes, 4, 4 + path.length());
  }

  /** What it finds, asked again if that was the one that fails. */
  private static Resolution.@Nullable Redirect told(NearRedirects memory, String code) {
    byte[] bytes = path(code);
    boolean isFound = memory.find(bytes, 1, 2 + code.length());
    if (!isFound) {
      isFound = memory.find(bytes, 1, 2 + code.length());
    }
    if (!isFound) {
      return null;
    }
    String target =
        new String(memory.targetBytes(), memory.targetStart(), memory.targetLength(), US_ASCII);
    return new Resolution.Redirect(memory.link(), new Target(target), memory.status());
  }

  /** At another place than where it was kept from. */
  private static byte[] path(String code) {
    return (" /" + code + "?q").getBytes(US_ASCII);
  }

  private static LinkKey key(String code) {
    return LinkKey.of(new Code(code));
  }
}
