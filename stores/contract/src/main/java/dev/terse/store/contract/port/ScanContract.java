package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.LinkStore.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.LinkStore} promises of scans and burials. */
public abstract class ScanContract extends Contract {
  private static final Domain OTHER = new Domain("other.example:8443");

  @Test
  final void scan_emptyStore_isEmpty() {
    assertThat(scanAll(10)).isEmpty();
  }

  @Test
  final void scan_showsLinksAndTombstonesOfAllDomains_once() {
    List<Entry> expected = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      expected.add(new Entry.Present(create(samples.link("code" + i))));
    }
    Link there = samples.link(new LinkKey(OTHER, new Code("code1")), "https://example.com/");
    expected.add(new Entry.Present(create(there)));
    for (int i = 0; i < 11; i++) {
      Link gone = create(samples.link("gone" + i));
      links().delete(gone.key(), OptionalLong.empty());
      expected.add(new Entry.Tombstone(gone.key()));
    }
    LinkKey buried = new LinkKey(OTHER, new Code("é"));
    links().bury(buried);
    expected.add(new Entry.Tombstone(buried));

    assertThat(scanAll(1)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(scanAll(7)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(scanAll(500)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  final void scan_afterReopen_goesOn() {
    for (int i = 0; i < 20; i++) {
      create(samples.link("code" + i));
    }
    List<Entry> seen = new ArrayList<>();
    String cursor = "";
    do {
      Scan page = links().scan(cursor, 6);
      seen.addAll(page.entries());
      cursor = page.next();
      reopen();
    } while (!cursor.isEmpty());

    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  final void scan_whatLinksChangedTo_isWhatIsShown() {
    Link link = create(samples.link("abc"));
    Link next = samples.changed(link, "https://example.com/new", "new");
    links().replace(next);

    assertThat(scanAll(10)).containsExactly(new Entry.Present(next));
  }

  @Test
  final void scan_noCursorOfAScan_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> links().scan("?", 1));
  }

  @Test
  final void bury_freeKey_isTakenForEver() {
    LinkKey key = LinkKey.of(new Code("abc"));

    assertThat(links().bury(key)).isTrue();
    assertThat(links().bury(key)).isFalse();

    reopen();
    assertThat(links().find(key)).isNull();
    assertThat(links().create(samples.link("abc"), Reuse.NEVER)).isEqualTo(new Creation.Taken());
    assertThat(links().list(Query.newest(10)).links()).isEmpty();
  }

  @Test
  final void bury_usedKey_changesNothing() {
    Link link = create(samples.link("abc"));
    Link gone = create(samples.link("gone"));
    links().delete(gone.key(), OptionalLong.empty());

    assertThat(links().bury(link.key())).isFalse();
    assertThat(links().bury(gone.key())).isFalse();

    assertThat(links().find(link.key())).isEqualTo(link);
  }

  private List<Entry> scanAll(int limit) {
    List<Entry> all = new ArrayList<>();
    String cursor = "";
    do {
      Scan page = links().scan(cursor, limit);
      all.addAll(page.entries());
      cursor = page.next();
    } while (!cursor.isEmpty());
    return all;
  }
}
