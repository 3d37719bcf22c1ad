package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.store.contract.model.Race;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.LinkStore} promises of links by key. */
public abstract class LinkContract extends Contract {
  private static final Domain OTHER = new Domain("other.example:8443");

  @Test
  final void find_unknown_isNull() {
    create(samples.link("abc"));

    assertThat(links().find(LinkKey.of(new Code("ab")))).isNull();
    assertThat(links().find(LinkKey.of(new Code("abcd")))).isNull();
  }

  @Test
  final void create_freeKey_isFoundWithEveryField() {
    Link link = new Link(
        samples.id(),
        new LinkKey(OTHER, new Code("full")),
        new Target("http://user@example.com:8080/p?q=1&r=%20#f"),
        new LinkDetails("Title é", "note\nwith \t lines 🙂", RedirectStatus.PERMANENT_REDIRECT),
        new History(Instant.ofEpochMilli(1), Instant.ofEpochMilli(99), "creator", 7));

    assertThat(links().create(link, Reuse.NEVER)).isEqualTo(new Creation.Created(link));

    assertThat(links().find(link.key())).isEqualTo(link);
    reopen();
    assertThat(links().find(link.key())).isEqualTo(link);
  }

  @Test
  final void create_emptyTexts_areNotAbsentOnes() {
    Link link = samples.link("e");
    Link empty = link.changed(link.target(), new LinkDetails("", "", null), link.history());
    create(empty);

    reopen();

    assertThat(links().find(link.key())).isEqualTo(empty);
  }

  @Test
  final void create_takenKey_changesNothing() {
    Link first = create(samples.link("abc", "https://example.com/1"));

    Link second = samples.link("abc", "https://example.com/2");
    assertThat(links().create(second, Reuse.NEVER)).isEqualTo(new Creation.Taken());
    assertThat(links().create(second, Reuse.EXISTING)).isEqualTo(new Creation.Taken());

    assertThat(links().find(first.key())).isEqualTo(first);
    assertThat(links().findByTarget(Domain.DEFAULT, second.target())).isNull();
  }

  @Test
  final void createAll_someKeysUsed_storesTheOthersAndSaysWhich() {
    Link present = create(samples.link("present"));
    Link deleted = create(samples.link("deleted"));
    links().delete(deleted.key(), OptionalLong.empty());
    Link first = samples.link("a", "https://example.com/1");
    Link second = samples.link("b", "https://example.com/1");
    Link firstAgain = samples.link("a", "https://example.com/2");
    Link presentAgain = samples.link("present", "https://example.com/2");
    Link deletedAgain = samples.link("deleted", "https://example.com/2");

    assertThat(links().createAll(List.of(first, presentAgain, second, firstAgain, deletedAgain)))
        .containsExactlyInAnyOrder(presentAgain, firstAgain, deletedAgain);

    reopen();
    assertThat(links().find(first.key())).isEqualTo(first);
    assertThat(links().find(second.key())).isEqualTo(second);
    assertThat(links().find(present.key())).isEqualTo(present);
    assertThat(links().find(deleted.key())).isNull();
    assertThat(links().findByTarget(Domain.DEFAULT, firstAgain.target())).isNull();
    assertThat(links().createAll(List.of())).isEmpty();
  }

  @Test
  final void create_codesThatDifferInCase_areTwoLinks() {
    Link lower = create(samples.link("abc"));
    Link upper = create(samples.link("ABC"));

    assertThat(links().find(lower.key())).isEqualTo(lower);
    assertThat(links().find(upper.key())).isEqualTo(upper);
  }

  @Test
  final void create_sameCodeInTwoDomains_areTwoLinks() {
    Link here = create(samples.link("abc"));
    Link there = create(samples.link(new LinkKey(OTHER, new Code("abc")), "https://example.com/"));

    assertThat(links().find(here.key())).isEqualTo(here);
    assertThat(links().find(there.key())).isEqualTo(there);
  }

  @Test
  final void peek_afterEachChange_showsTheLatestOrNothing() {
    Link link = create(samples.link("abc"));
    assertThat(links().peek(link.key())).isIn(null, link);
    assertThat(links().find(link.key())).isEqualTo(link);
    assertThat(links().peek(link.key())).isIn(null, link);

    Link next = samples.changed(link, "https://example.com/new", "new");
    links().replace(next);
    assertThat(links().peek(link.key())).isIn(null, next);

    links().delete(link.key(), OptionalLong.empty());
    assertThat(links().peek(link.key())).isNull();
    assertThat(links().peek(LinkKey.of(new Code("ab")))).isNull();
  }

  @Test
  final void replace_nextVersion_isFound() {
    Link link = create(samples.link("abc"));
    Link next = samples.changed(link, "https://example.com/new", "new");

    assertThat(links().replace(next)).isEqualTo(new Change.Done(next));

    assertThat(links().find(link.key())).isEqualTo(next);
    reopen();
    assertThat(links().find(link.key())).isEqualTo(next);
  }

  @Test
  final void replace_anotherVersion_isStaleAndChangesNothing() {
    Link link = create(samples.link("abc"));
    Link second = samples.changed(link, "https://example.com/2", null);
    Link third = samples.changed(second, "https://example.com/3", null);

    assertThat(links().replace(link)).isEqualTo(new Change.Stale(link));
    assertThat(links().replace(third)).isEqualTo(new Change.Stale(link));
    assertThat(links().replace(second)).isEqualTo(new Change.Done(second));
    assertThat(links().replace(second)).isEqualTo(new Change.Stale(second));

    assertThat(links().find(link.key())).isEqualTo(second);
  }

  @Test
  final void replace_unknown_isMissingAndStoresNothing() {
    Link link = samples.changed(samples.link("abc"), "https://example.com/", null);

    assertThat(links().replace(link)).isEqualTo(new Change.Missing());

    assertThat(links().find(link.key())).isNull();
  }

  @Test
  final void delete_present_returnsWhatWas() {
    Link link = create(samples.link("abc"));

    assertThat(links().delete(link.key(), OptionalLong.empty())).isEqualTo(new Change.Done(link));

    assertThat(links().find(link.key())).isNull();
    assertThat(links().delete(link.key(), OptionalLong.empty())).isEqualTo(new Change.Missing());
    assertThat(links().replace(samples.changed(link, "https://example.com/", null)))
        .isEqualTo(new Change.Missing());
  }

  @Test
  final void delete_ofAVersion_deletesOnlyThat() {
    Link link = create(samples.link("abc"));
    Link next = samples.changed(link, "https://example.com/2", null);
    links().replace(next);

    assertThat(links().delete(link.key(), OptionalLong.of(1))).isEqualTo(new Change.Stale(next));
    assertThat(links().find(link.key())).isEqualTo(next);
    assertThat(links().delete(link.key(), OptionalLong.of(2))).isEqualTo(new Change.Done(next));
  }

  @Test
  final void create_deletedKey_isTakenForEver() {
    Link link = create(samples.link("abc"));
    links().delete(link.key(), OptionalLong.empty());

    Link again = samples.link("abc", "https://example.com/again");
    assertThat(links().create(again, Reuse.NEVER)).isEqualTo(new Creation.Taken());
    reopen();
    assertThat(links().create(again, Reuse.NEVER)).isEqualTo(new Creation.Taken());
    assertThat(links().find(link.key())).isNull();
  }

  @Test
  final void holder_isTheLinkThatIsOrWasThere() {
    Link link = create(samples.link("abc"));
    Link buried = samples.link("buried");
    links().bury(buried.key());

    assertThat(links().holder(link.key())).isEqualTo(link.id());
    links().delete(link.key(), OptionalLong.empty());
    links().create(samples.link("abc"), Reuse.NEVER);

    reopen();
    assertThat(links().holder(link.key())).isEqualTo(link.id());
    assertThat(links().holder(buried.key())).isNull();
    assertThat(links().holder(samples.link("never").key())).isNull();
  }

  @Test
  final void create_sameLinkAtOnce_makesItOnceAndListsIt() {
    Link link = samples.link("abc");

    List<Creation> outcomes =
        Race.run(16, i -> links().create(link, i % 2 == 0 ? Reuse.NEVER : Reuse.EXISTING));

    assertThat(outcomes).contains(new Creation.Created(link));
    assertThat(links().find(link.key())).isEqualTo(link);
    assertThat(links().findByTarget(link.key().domain(), link.target())).isEqualTo(link);
    assertThat(listAll(Query.newest(10))).containsExactly(link);
  }
}
