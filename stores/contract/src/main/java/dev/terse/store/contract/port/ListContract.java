package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.LinkStore} promises of pages. */
public abstract class ListContract extends Contract {
  private static final Domain OTHER = new Domain("other.example");

  /** Links made meanwhile: without a limit, who lists more slowly than they are made never ends. */
  private static final int MOST_NEW = 2_000;

  @Test
  final void list_ofNothing_isOneEmptyPage() {
    assertThat(links().list(Query.newest(10))).isEqualTo(new Page(List.of(), null));
  }

  @Test
  final void list_isNewestFirst_whateverTheOrderOfCreation() {
    Link oldest = samples.link("b");
    Link middle = samples.link("c");
    Link newest = samples.link("a");
    create(middle);
    create(newest);
    create(oldest);

    assertThat(links().list(Query.newest(10)))
        .isEqualTo(new Page(List.of(newest, middle, oldest), null));
    reopen();
    assertThat(links().list(Query.newest(10)).links()).containsExactly(newest, middle, oldest);
  }

  @Test
  final void list_byPages_showsEachLinkOnce() {
    List<Link> newestFirst = createMany(25).reversed();

    for (int limit : new int[] {1, 7, 24, 25, 26, 500}) {
      assertThat(listAll(new Query(Domain.DEFAULT, "", null, limit)))
          .as("pages of %s", limit)
          .isEqualTo(newestFirst);
    }
  }

  @Test
  final void list_exactlyOnePage_hasNoNext() {
    createMany(5);

    assertThat(links().list(Query.newest(5)).next()).isNull();
    assertThat(links().list(Query.newest(4)).next()).isNotNull();
  }

  @Test
  final void list_beforeALinkThatIsGone_goesOnWhereItWas() {
    List<Link> made = createMany(5);
    links().delete(made.get(2).key(), OptionalLong.empty());

    Query query = new Query(Domain.DEFAULT, "", made.get(2).id(), 10);
    assertThat(links().list(query).links()).containsExactly(made.get(1), made.get(0));
  }

  @Test
  final void list_ofADomain_showsNoOthers() {
    Link here = create(samples.link("abc"));
    Link there = create(samples.link(new LinkKey(OTHER, new Code("abc")), "https://example.com/"));

    assertThat(links().list(Query.newest(10)).links()).containsExactly(here);
    assertThat(links().list(new Query(OTHER, "", null, 10)).links()).containsExactly(there);
    assertThat(links().list(new Query(new Domain("other"), "", null, 10)).links())
        .isEmpty();
  }

  @Test
  final void list_afterAChange_seesIt() {
    Link link = create(samples.link("abc"));
    Link next = samples.changed(link, "https://example.com/new", "new");
    links().replace(next);
    assertThat(links().list(Query.newest(10)).links()).containsExactly(next);

    links().delete(link.key(), OptionalLong.empty());
    assertThat(links().list(Query.newest(10)).links()).isEmpty();
  }

  @Test
  final void list_whileOthersWrite_skipsAndDoublesNothing() throws InterruptedException {
    List<Link> stay = new ArrayList<>();
    List<Link> go = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      stay.add(create(samples.link("stay" + i)));
      go.add(create(samples.link("go" + i)));
    }
    AtomicBoolean done = new AtomicBoolean();
    Thread writer = Thread.ofPlatform().start(() -> write(go, done));

    for (int round = 0; round < 5; round++) {
      List<Link> seen = listAll(new Query(Domain.DEFAULT, "", null, 7));
      List<LinkId> ids = seen.stream().map(Link::id).toList();
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(ids).isSortedAccordingTo((a, b) -> b.compareTo(a));
      assertThat(seen).containsAll(stay);
    }
    done.set(true);
    writer.join();
  }

  private void write(List<Link> go, AtomicBoolean done) {
    for (int i = 0; i < MOST_NEW && !done.get(); i++) {
      links().create(samples.link("new" + i), Reuse.NEVER);
      if (i < go.size()) {
        links().delete(go.get(i).key(), OptionalLong.empty());
      }
    }
  }

  private List<Link> createMany(int count) {
    List<Link> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(create(samples.link("c" + i)));
    }
    return made;
  }
}
