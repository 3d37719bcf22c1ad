package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.store.contract.model.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.LinkStore} promises of text, where the backend searches it. */
public abstract class SearchContract extends Contract {
  private static final Domain OTHER = new Domain("other.example");

  @Test
  final void search_oneWord_findsItInCodeTargetAndTitle() {
    Link byCode = create(samples.link("x-needle-y", "https://example.com/1"));
    Link byTarget = create(samples.link("b", "https://needle.example/2"));
    Link byTitle = create(samples.link("c", "https://example.com/3", "The needle"));
    create(samples.link("d", "https://example.com/4", "hay"));

    assertThat(search("needle")).containsExactly(byTitle, byTarget, byCode);
  }

  @Test
  final void search_partOfAWord_findsIt() {
    Link link = create(samples.link("a", "https://docs.example.com/reference/stores"));

    for (String text : List.of("eren", "ence/st", "https://", "s.example.com", "stores")) {
      assertThat(search(text)).as(text).containsExactly(link);
    }
  }

  @Test
  final void search_oneOrTwoCharacters_findsThem() {
    Link link = create(samples.link("qz", "https://example.com/j"));
    create(samples.link("bb", "https://example.com/b"));

    for (String text : List.of("q", "z", "qz", "j", "/j", "Q")) {
      assertThat(search(text)).as(text).containsExactly(link);
    }
    assertThat(search("zq")).isEmpty();
  }

  @Test
  final void search_severalWords_wantsEachSomewhere() {
    Link both = create(samples.link("spring", "https://example.com/sale"));
    create(samples.link("a", "https://example.com/spring"));
    create(samples.link("b", "https://example.com/sale"));

    assertThat(search("sale spring")).containsExactly(both);
    assertThat(search("  SPRING \t  sal ")).containsExactly(both);
    assertThat(search("spring sale autumn")).isEmpty();
  }

  @Test
  final void search_acrossTwoFields_findsNothing() {
    create(samples.link("abc", "https://example.com/def", "ghi"));

    assertThat(search("abchttps")).isEmpty();
    assertThat(search("defghi")).isEmpty();
  }

  @Test
  final void search_partsInTheWrongPlaces_findsNothing() {
    create(samples.link("a", "https://example.com/abcd-bcde"));

    assertThat(search("abcde")).isEmpty();
  }

  @Test
  final void search_ignoresCase_beyondAscii() {
    Link link = create(samples.link("É", "https://example.com/Path", "ΟΔΟΣ Ñandú"));

    for (String text : List.of("é", "É", "οδος", "ñandÚ", "path", "PATH")) {
      assertThat(search(text)).as(text).containsExactly(link);
    }
  }

  @Test
  final void search_emojiAndOtherScripts_findsThem() {
    Link link = create(samples.link("🙂🙃", "https://example.com/", "日本語の題"));
    create(samples.link("🙃", "https://example.com/", "日本"));

    assertThat(search("🙂")).containsExactly(link);
    assertThat(search("本語の")).containsExactly(link);
    assertThat(search("語")).containsExactly(link);
  }

  @Test
  final void search_signsOfQueryLanguages_meanThemselves() {
    Link link = create(samples.link("a", "https://example.com/?q=%20*\"_[x]\\:(y)", "50% off"));
    create(samples.link("b", "https://example.com/other", "all"));

    for (String text : List.of("%20", "*\"", "_[", "\\", "(y)", "\\:(", "50%", "%", "?q=", "*")) {
      assertThat(search(text)).as(text).containsExactly(link);
    }
    assertThat(search("ex*le")).isEmpty();
    assertThat(search("NOT")).isEmpty();
  }

  @Test
  final void search_notes_findsNothing() {
    Link link = samples.link("a");
    create(link.changed(link.target(), new LinkDetails(null, "secret", null), link.history()));

    assertThat(search("secret")).isEmpty();
  }

  @Test
  final void search_afterAChange_seesIt() {
    Link link = create(samples.link("a", "https://example.com/before"));
    assertThat(search("before")).containsExactly(link);
    Link next = samples.changed(link, "https://example.com/after", null);
    links().replace(next);

    assertThat(search("before")).isEmpty();
    assertThat(search("after")).containsExactly(next);
    links().delete(link.key(), OptionalLong.empty());
    assertThat(search("after")).isEmpty();
  }

  @Test
  final void search_afterReopen_seesAll() {
    Link link = create(samples.link("a", "https://example.com/needle"));

    reopen();

    assertThat(search("needle")).containsExactly(link);
  }

  @Test
  final void search_ofADomain_showsNoOthers() {
    create(samples.link("needle"));
    Link there = create(samples.link(new LinkKey(OTHER, new Code("needle")), "https://a.example/"));

    assertThat(links().list(new Query(OTHER, "needle", null, 10)).links()).containsExactly(there);
  }

  @Test
  final void search_byPages_showsEachLinkOnce() {
    List<Link> wanted = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      wanted.add(create(samples.link("needle" + i)));
      create(samples.link("other" + i));
    }

    for (int limit : new int[] {1, 7, 40, 500}) {
      assertThat(listAll(new Query(Domain.DEFAULT, "needle", null, limit)))
          .as("pages of %s", limit)
          .isEqualTo(wanted.reversed());
    }
  }

  @Test
  final void search_duringReindex_seesAll() {
    List<Link> made = Race.run(40, i -> create(samples.link("needle" + i)));
    AtomicBoolean done = new AtomicBoolean();

    Race.run(3, i -> {
      if (i == 0) {
        for (int round = 0; round < 5; round++) {
          store.reindex(_ -> {});
        }
        done.set(true);
        return true;
      }
      for (int n = 0; !done.get(); n++) {
        Link during = create(samples.link("during" + i + "-" + n));
        assertThat(search("during" + i + "-" + n)).contains(during);
        assertThat(search("needle")).hasSameElementsAs(made);
      }
      return true;
    });
  }

  private List<Link> search(String text) {
    return listAll(new Query(Domain.DEFAULT, text, null, 100));
  }
}
