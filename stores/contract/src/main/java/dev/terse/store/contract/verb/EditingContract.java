package dev.terse.store.contract.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.redirect.RedirectCache;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.redirect.Resolution;
import dev.terse.core.shorten.Edited;
import dev.terse.core.shorten.LinkEditor;
import dev.terse.core.shorten.LinkEditor.Edit;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.port.Contract;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link LinkEditor} and {@link Redirector} do on a real store. */
public abstract class EditingContract extends Contract {
  private static final int RUNNERS = 8;

  @Test
  final void edit_manyAtOnceOfOneVersion_changesItOnce() {
    Link link = create(samples.link("abc"));

    List<Edited> outcomes =
        Race.run(RUNNERS, i -> editor().edit(link.key(), to(i), OptionalLong.of(1)));

    assertThat(outcomes).filteredOn(Edited.Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Edited.Stale.class::isInstance).hasSize(RUNNERS - 1);
  }

  @Test
  final void edit_manyAtOnceOfWhicheverVersion_changesItEachTime() {
    Link link = create(samples.link("abc"));

    List<Edited> outcomes =
        Race.run(RUNNERS, i -> editor().edit(link.key(), to(i), OptionalLong.empty()));

    assertThat(outcomes).allMatch(Edited.Done.class::isInstance);
    assertThat(links().find(link.key()))
        .isNotNull()
        .satisfies(last -> assertThat(last.history().version()).isEqualTo(1 + RUNNERS));
  }

  @Test
  final void resolve_afterAnEdit_leadsToTheNewTargetAtOnce() {
    RedirectCache cache = new RedirectCache(1 << 20);
    store.onChange(cache::forget);
    Redirector redirector =
        new Redirector(links(), cache, RedirectStatus.FOUND, Thread::startVirtualThread);
    Link link = create(samples.link("abc"));
    for (int i = 0; i < 100; i++) {
      redirector.resolve(link.key()).join();

      assertThat(editor().edit(link.key(), to(i), OptionalLong.empty()))
          .isInstanceOf(Edited.Done.class);

      assertThat(redirector.resolve(link.key()).join())
          .isEqualTo(new Resolution.Redirect(link.id(), target(i), RedirectStatus.FOUND));
    }
  }

  @Test
  final void resolve_whileALinkIsEdited_neverKeepsAnOldTarget() {
    RedirectCache cache = new RedirectCache(1 << 20);
    store.onChange(cache::forget);
    Redirector redirector =
        new Redirector(links(), cache, RedirectStatus.FOUND, Thread::startVirtualThread);
    Link link = create(samples.link("abc"));

    Race.run(4, runner -> {
      for (int i = 0; i < 200; i++) {
        if (runner == 0) {
          editor().edit(link.key(), to(i), OptionalLong.empty());
        } else {
          redirector.resolve(link.key()).join();
        }
      }
      return runner;
    });

    assertThat(redirector.resolve(link.key()).join())
        .isEqualTo(new Resolution.Redirect(link.id(), target(199), RedirectStatus.FOUND));
  }

  private LinkEditor editor() {
    return new LinkEditor(links(), TargetPolicy.DEFAULT, InstantSource.system());
  }

  private static Edit to(int number) {
    return new Edit(target(number).value(), details -> details);
  }

  private static Target target(int number) {
    return new Target("https://example.com/" + number);
  }
}
