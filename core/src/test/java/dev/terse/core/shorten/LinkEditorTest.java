package dev.terse.core.shorten;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.shorten.LinkEditor.Edit;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an editor decides around the store; with a store, see the store contract. */
class LinkEditorTest {
  private static final LinkKey KEY = LinkKey.of(new Code("abc"));
  private static final Edit TO_NEW = edit("https://example.com/new");

  private final MemoryStore store = new MemoryStore();
  private final LinkEditor editor =
      new LinkEditor(store.links(), TargetPolicy.DEFAULT, () -> Instant.ofEpochSecond(9));

  @Test
  void edit_link_changesWhatWasAskedForAndCountsUp() {
    Link link = create();
    Edit edit = new Edit(null, details -> new LinkDetails("title", details.note(), null));
    Link expected = link.changed(
        link.target(),
        new LinkDetails("title", null, null),
        new History(Instant.EPOCH, Instant.ofEpochSecond(9), null, 2));
    assertThat(editor.edit(KEY, edit, OptionalLong.empty())).isEqualTo(new Edited.Done(expected));
    assertThat(store.links().find(KEY)).isEqualTo(expected);
  }

  @Test
  void edit_invalidTarget_saysWhyAndChangesNothing() {
    Link link = create();
    assertThat(editor.edit(KEY, edit("ftp://example.com/"), OptionalLong.empty()))
        .isInstanceOf(Edited.InvalidTarget.class);
    assertThat(store.links().find(KEY)).isEqualTo(link);
  }

  @Test
  void edit_nothingToChange_keepsTheVersion() {
    Link link = create();
    for (Edit edit : List.of(edit(null), edit(link.target().value()))) {
      assertThat(editor.edit(KEY, edit, OptionalLong.empty())).isEqualTo(new Edited.Done(link));
    }
    assertThat(editor.edit(KEY, edit(null), OptionalLong.of(2))).isEqualTo(new Edited.Stale(link));
    assertThat(store.links().find(KEY)).isEqualTo(link);
  }

  @Test
  void edit_noLink_isMissing() {
    assertThat(editor.edit(KEY, TO_NEW, OptionalLong.empty())).isEqualTo(new Edited.Missing());
  }

  @Test
  void edit_anotherVersionExpected_isStale() {
    Link link = create();
    assertThat(editor.edit(KEY, TO_NEW, OptionalLong.of(2))).isEqualTo(new Edited.Stale(link));
    assertThat(editor.edit(KEY, TO_NEW, OptionalLong.of(1))).isInstanceOf(Edited.Done.class);
  }

  @Test
  void edit_changedMeanwhileAndNoVersionExpected_isAppliedToTheNewState() {
    create();
    store.links().afterRead(() -> {
      store.links().afterRead(() -> {});
      Edit note = new Edit(null, details -> new LinkDetails(null, "note", null));
      editor.edit(KEY, note, OptionalLong.empty());
    });
    Edited edited = editor.edit(KEY, TO_NEW, OptionalLong.empty());
    assertThat(edited).isInstanceOfSatisfying(Edited.Done.class, done -> {
      assertThat(done.link().target()).isEqualTo(new Target("https://example.com/new"));
      assertThat(done.link().details().note()).isEqualTo("note");
      assertThat(done.link().history().version()).isEqualTo(3);
    });
  }

  @Test
  void edit_changedMeanwhileAndVersionExpected_isStale() {
    create();
    store.links().afterRead(() -> {
      store.links().afterRead(() -> {});
      editor.edit(KEY, edit("https://example.com/other"), OptionalLong.empty());
    });
    assertThat(editor.edit(KEY, TO_NEW, OptionalLong.of(1)))
        .isInstanceOfSatisfying(
            Edited.Stale.class,
            stale -> assertThat(stale.current().history().version()).isEqualTo(2));
  }

  @Test
  void edit_changedAgainAndAgain_givesUp() {
    create();
    int[] changes = new int[1];
    store.links().afterRead(() -> {
      changes[0]++;
      Link link = store.links().read(KEY);
      if (link != null) {
        store
            .links()
            .replace(
                link.changed(link.target(), link.details(), link.history().next(Instant.EPOCH)));
      }
    });
    assertThat(editor.edit(KEY, TO_NEW, OptionalLong.empty())).isInstanceOf(Edited.Stale.class);
    assertThat(changes[0]).isLessThan(100);
  }

  @Test
  void edit_deletedMeanwhile_isMissing() {
    create();
    store.links().afterRead(() -> store.links().delete(KEY, OptionalLong.empty()));
    assertThat(editor.edit(KEY, TO_NEW, OptionalLong.empty())).isEqualTo(new Edited.Missing());
  }

  private Link create() {
    Link link = new Link(
        LinkId.create(Instant.EPOCH, new Random(1)),
        KEY,
        new Target("https://example.com/old"),
        LinkDetails.NONE,
        History.begin(Instant.EPOCH, null));
    store.links().create(link, Reuse.NEVER);
    return link;
  }

  private static Edit edit(@Nullable String target) {
    return new Edit(target, details -> details);
  }
}
