package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.LinkStore} promises of links by target. */
public abstract class TargetContract extends Contract {
  private static final String TARGET = "https://example.com/same";
  private static final Domain OTHER = new Domain("other.example");

  @Test
  final void findByTarget_none_isNull() {
    create(samples.link("abc", TARGET + "/longer"));
    create(samples.link("abd", "https://example.com/SAME"));

    assertThat(find(TARGET)).isNull();
  }

  @Test
  final void findByTarget_several_isTheOldest() {
    Link oldest = samples.link("z", TARGET);
    create(samples.link("a", TARGET));
    create(oldest);
    create(samples.link("b", TARGET));

    assertThat(find(TARGET)).isEqualTo(oldest);
    reopen();
    assertThat(find(TARGET)).isEqualTo(oldest);
  }

  @Test
  final void findByTarget_otherDomain_isNull() {
    create(samples.link("abc", TARGET));

    assertThat(links().findByTarget(OTHER, new Target(TARGET))).isNull();
  }

  @Test
  final void findByTarget_afterReplace_followsTheTarget() {
    Link link = create(samples.link("abc", TARGET));
    Link moved = samples.changed(link, "https://example.com/moved", null);
    links().replace(moved);

    assertThat(find(TARGET)).isNull();
    assertThat(find("https://example.com/moved")).isEqualTo(moved);
  }

  @Test
  final void findByTarget_afterAChangeThatKeepsTheTarget_isTheNewVersion() {
    Link link = create(samples.link("abc", TARGET));
    Link titled = samples.changed(link, TARGET, "titled");
    links().replace(titled);

    assertThat(find(TARGET)).isEqualTo(titled);
  }

  @Test
  final void findByTarget_afterDelete_isTheNextOldest() {
    Link first = create(samples.link("a", TARGET));
    Link second = create(samples.link("b", TARGET));
    links().delete(first.key(), OptionalLong.empty());

    assertThat(find(TARGET)).isEqualTo(second);
    links().delete(second.key(), OptionalLong.empty());
    assertThat(find(TARGET)).isNull();
  }

  @Test
  final void create_neverReuse_makesASecondLink() {
    create(samples.link("a", TARGET));
    Link second = samples.link("b", TARGET);

    assertThat(links().create(second, Reuse.NEVER)).isEqualTo(new Creation.Created(second));
  }

  @Test
  final void create_reuseOfAKnownTarget_storesNothing() {
    Link first = create(samples.link("a", TARGET));
    Link second = samples.link("b", TARGET);

    assertThat(links().create(second, Reuse.EXISTING)).isEqualTo(new Creation.Reused(first));

    assertThat(links().find(second.key())).isNull();
    assertThat(links().create(second, Reuse.NEVER)).isEqualTo(new Creation.Created(second));
  }

  @Test
  final void create_reuseOfADeletedLinksTarget_makesANewLink() {
    Link first = create(samples.link("a", TARGET));
    links().delete(first.key(), OptionalLong.empty());
    Link second = samples.link("b", TARGET);

    assertThat(links().create(second, Reuse.EXISTING)).isEqualTo(new Creation.Created(second));
  }

  @Test
  final void create_reuseInAnotherDomain_makesALinkThere() {
    create(samples.link("a", TARGET));
    Link there = samples.link(new LinkKey(OTHER, new Code("a")), TARGET);

    assertThat(links().create(there, Reuse.EXISTING)).isEqualTo(new Creation.Created(there));
  }

  private @Nullable Link find(String target) {
    return links().findByTarget(Domain.DEFAULT, new Target(target));
  }
}
