package dev.terse.core.shorten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.code.CodeGenerator;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.MemoryStore;
import dev.terse.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each place where a request may break off or meet its repeat. */
class RepeatableShortenerTest {
  private static final String TARGET = "https://example.com/";
  private static final ShortenRequest REQUEST = ShortenRequest.of(TARGET);
  private static final IdempotencyKey KEY = new IdempotencyKey("owner", "key");

  private final MemoryStore store = new MemoryStore();
  private final Letters codes = new Letters();
  private final Shortener plain = ShortenerTest.shortener(store, codes, false);
  private final RepeatableShortener shortener = new RepeatableShortener(plain, store.receipts());

  @Test
  void shorten_repeated_givesTheSameLink() {
    Link link = created(REQUEST, false);

    assertThat(created(REQUEST, true)).isEqualTo(link);
    assertThat(links()).containsExactly(link);
    assertThat(codes.drawn).isEqualTo(1);
  }

  @Test
  void shorten_brokenOffBeforeTheLink_makesItOfTheSameCode() {
    breakOffOnce();
    assertThatThrownBy(() -> shortener.shorten(REQUEST, KEY)).isInstanceOf(StoreException.class);
    assertThat(links()).isEmpty();

    assertThat(created(REQUEST, false).code()).isEqualTo(new Code("a"));
    assertThat(codes.drawn).isEqualTo(1);
  }

  @Test
  void shorten_brokenOffBeforeTheLinkWhoseCodeOthersChose_makesItOfAnother() {
    breakOffOnce();
    assertThatThrownBy(() -> shortener.shorten(REQUEST, KEY)).isInstanceOf(StoreException.class);
    plain.shorten(ShortenRequest.of(TARGET + "other").withCode("a"));

    Link link = created(REQUEST, false);
    assertThat(link.code()).isEqualTo(new Code("b"));
    assertThat(created(REQUEST, true)).isEqualTo(link);
  }

  @Test
  void shorten_codeBuriedOrReserved_movesOn() {
    store.links().bury(LinkKey.of(new Code("a")));
    codes.names.add(1, "get");

    assertThat(created(REQUEST, false).code()).isEqualTo(new Code("b"));
    assertThat(created(REQUEST, true).code()).isEqualTo(new Code("b"));
  }

  @Test
  void shorten_repeatComesBetweenReceiptAndLink_bothGiveTheOneLink() {
    AtomicReference<@Nullable Once> between = new AtomicReference<>();
    meanwhile(() -> between.set(shortener.shorten(REQUEST, KEY)));

    Once first = shortener.shorten(REQUEST, KEY);

    assertThat(links()).hasSize(1);
    assertThat(between.get())
        .isEqualTo(new Once.Answered(new Shortened.Created(links().getFirst()), false));
    assertThat(first).isEqualTo(new Once.Answered(new Shortened.Created(links().getFirst()), true));
  }

  @Test
  void shorten_repeatComesBeforeTheReceipt_takesTheDrawnCodeBack() {
    codes.meanwhile = () -> created(REQUEST, false);

    assertThat(created(REQUEST, true).code()).isEqualTo(new Code("b"));
    assertThat(codes.back).containsExactly(new Code("a"));
    assertThat(links()).hasSize(1);
  }

  @Test
  void shorten_reuseFindsALinkThatComesBetween_staysWithIt() {
    meanwhile(() -> plain.shorten(REQUEST.withCode("theirs")));

    assertThat(reused(REQUEST.reusing(), false).code()).isEqualTo(new Code("theirs"));
    assertThat(reused(REQUEST.reusing(), true).code()).isEqualTo(new Code("theirs"));
    store.links().delete(LinkKey.of(new Code("theirs")), OptionalLong.empty());
    assertThat(shortener.shorten(REQUEST.reusing(), KEY)).isEqualTo(new Once.Deleted());
    assertThat(links()).isEmpty();
  }

  @Test
  void shorten_reuseFindsAnOldLink_staysWithIt() {
    plain.shorten(REQUEST.withCode("old"));

    assertThat(reused(REQUEST.reusing(), false).code()).isEqualTo(new Code("old"));
    store.links().delete(LinkKey.of(new Code("old")), OptionalLong.empty());
    assertThat(shortener.shorten(REQUEST.reusing(), KEY)).isEqualTo(new Once.Deleted());
    assertThat(codes.drawn).isZero();
  }

  @Test
  void shorten_linkChangedSince_givesItAsItIs() {
    Link link = created(REQUEST, false);
    Target elsewhere = new Target(TARGET + "elsewhere");
    Link changed = link.changed(elsewhere, LinkDetails.NONE, link.history().next(Instant.EPOCH));
    store.links().replace(changed);

    assertThat(created(REQUEST, true)).isEqualTo(changed);
  }

  @Test
  void shorten_linkDeletedSince_makesNoOther() {
    store.links().delete(created(REQUEST, false).key(), OptionalLong.empty());

    assertThat(shortener.shorten(REQUEST, KEY)).isEqualTo(new Once.Deleted());
    assertThat(links()).isEmpty();
  }

  @Test
  void shorten_otherRequestWithTheKey_isToldFromARepeat() {
    created(REQUEST, false);

    for (ShortenRequest other : List.of(
        ShortenRequest.of(TARGET + "other"),
        ShortenRequest.of("no target"),
        REQUEST.withCode("mine"),
        REQUEST.reusing(),
        new ShortenRequest(TARGET, null, GeneratorName.DIGEST, LinkDetails.NONE, null, null),
        new ShortenRequest(TARGET, null, null, new LinkDetails("title", null, null), null, null),
        new ShortenRequest(TARGET, null, null, new LinkDetails(null, "title", null), null, null))) {
      assertThat(shortener.shorten(other, KEY)).isEqualTo(new Once.OtherRequest());
    }
    assertThat(created(REQUEST.by("renamed"), true)).isEqualTo(links().getFirst());
  }

  @Test
  void shorten_equalKeyOfAnotherOwner_isAnotherKey() {
    created(REQUEST, false);

    assertThat(shortener.shorten(REQUEST, new IdempotencyKey("other", "key")))
        .isInstanceOfSatisfying(
            Once.Answered.class, once -> assertThat(once.repeat()).isFalse());
    assertThat(links()).hasSize(2);
  }

  @Test
  void shorten_chosenCode_isTheKeysOrTaken() {
    ShortenRequest mine = REQUEST.withCode("mine");
    Link link = created(mine, false);
    assertThat(created(mine, true)).isEqualTo(link);

    IdempotencyKey later = new IdempotencyKey("owner", "later");
    for (int i = 0; i < 2; i++) {
      assertThat(shortener.shorten(mine, later))
          .isEqualTo(new Once.Answered(new Shortened.CodeTaken(new Code("mine")), i > 0));
    }
  }

  @Test
  void shorten_refusedRequest_leavesTheKeyFree() {
    assertThat(shortener.shorten(ShortenRequest.of("javascript:x"), KEY))
        .isInstanceOfSatisfying(
            Once.Answered.class,
            once -> assertThat(once.shortened()).isInstanceOf(Shortened.InvalidTarget.class));

    created(REQUEST, false);
  }

  @Test
  void shorten_noCodeLeft_saysSoAndALaterRepeatGoesOn() {
    codes.names.clear();
    assertThat(shortener.shorten(REQUEST, KEY))
        .isEqualTo(new Once.Answered(new Shortened.Exhausted("none left"), false));
    codes.names.add("late");

    assertThat(created(REQUEST, false).code()).isEqualTo(new Code("late"));
  }

  @Test
  void shorten_keyForgotten_makesAnother() {
    created(REQUEST, false);
    store.receipts().forget();

    assertThat(created(REQUEST, false).code()).isEqualTo(new Code("b"));
  }

  private Link created(ShortenRequest request, boolean repeat) {
    if (answered(request, repeat) instanceof Shortened.Created(Link link)) {
      return link;
    }
    throw new AssertionError("not created");
  }

  private Link reused(ShortenRequest request, boolean repeat) {
    if (answered(request, repeat) instanceof Shortened.Reused(Link link)) {
      return link;
    }
    throw new AssertionError("not reused");
  }

  private Shortened answered(ShortenRequest request, boolean repeat) {
    if (shortener.shorten(request, KEY) instanceof Once.Answered once && once.repeat() == repeat) {
      return once.shortened();
    }
    throw new AssertionError("not answered, or no " + repeat + " repeat");
  }

  private List<Link> links() {
    return store.links().scan("", 100).entries().stream()
        .map(entry -> entry instanceof Entry.Present(Link link) ? link : null)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Has the next receipt that is put be the last thing before a crash. */
  private void breakOffOnce() {
    meanwhile(() -> {
      throw new StoreException(StoreException.Reason.UNAVAILABLE, "test", "crash");
    });
  }

  private void meanwhile(Runnable action) {
    Deque<Runnable> once = new ArrayDeque<>(List.of(action));
    store.receipts().afterPut(() -> {
      Runnable next = once.poll();
      if (next != null) {
        next.run();
      }
    });
  }

  /** Draws each name once. */
  private static final class Letters implements CodeGenerator {
    private final List<String> names = new ArrayList<>(List.of("a", "b", "c"));
    private final List<Code> back = new ArrayList<>();
    private @Nullable Runnable meanwhile;
    private int drawn;

    @Override
    public Draw draw(Target target, int attempt) {
      if (drawn >= names.size()) {
        return new Draw.Exhausted("none left");
      }
      Code code = new Code(names.get(drawn++));
      Runnable other = meanwhile;
      meanwhile = null;
      if (other != null) {
        other.run();
      }
      return new Draw.Drawn(code);
    }

    @Override
    public void takeBack(Code code) {
      back.add(code);
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }
}
