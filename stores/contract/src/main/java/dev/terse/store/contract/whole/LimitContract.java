package dev.terse.store.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.port.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a store promises of the longest, the largest and the strangest values that are allowed. */
public abstract class LimitContract extends Contract {
  private static final String LONGEST_TARGET =
      "https://example.com/" + "x".repeat(Target.MAX_LENGTH - 20);

  @Test
  final void target_ofFullLength_isKept() {
    Link link = create(samples.link("long", LONGEST_TARGET));
    String other = LONGEST_TARGET.substring(0, Target.MAX_LENGTH - 1) + "y";

    reopen();

    assertThat(links().find(link.key())).isEqualTo(link);
    assertThat(links().findByTarget(Domain.DEFAULT, link.target())).isEqualTo(link);
    assertThat(links().findByTarget(Domain.DEFAULT, new Target(other))).isNull();
  }

  @Test
  final void codes_ofFullLengthAndAnyScript_areKeptApart() {
    String full = "x".repeat(Code.MAX_LENGTH);
    List<Link> all = new ArrayList<>();
    for (String code : List.of(
        full,
        full.substring(1) + "y",
        full.substring(1),
        "🙂".repeat(Code.MAX_LENGTH),
        "🙂".repeat(Code.MAX_LENGTH - 1) + "🙃",
        "日本/語",
        "日本",
        "a/b/c",
        "a/b",
        "a",
        "é",
        "👩\u200D👩\u200D👧",
        "-",
        "~._-",
        "0")) {
      all.add(create(samples.link(LinkKey.of(new Code(code)), "https://example.com/")));
    }

    reopen();

    for (Link link : all) {
      assertThat(links().find(link.key())).isEqualTo(link);
    }
    assertThat(links().list(Query.newest(500)).links()).isEqualTo(all.reversed());
  }

  @Test
  final void everyField_ofFullLength_isKept() {
    Link plain = samples.link(
        new LinkKey(new Domain("d".repeat(253) + ":65535"), new Code("🙂".repeat(128))),
        LONGEST_TARGET);
    Link full = new Link(
        plain.id(),
        plain.key(),
        plain.target(),
        new LinkDetails(
            "🙂".repeat(LinkDetails.MAX_TITLE / 2),
            "語".repeat(LinkDetails.MAX_NOTE),
            RedirectStatus.FOUND),
        new History(
            plain.history().created(),
            plain.history().changed(),
            "é".repeat(100),
            Long.MAX_VALUE - 1));
    create(full);

    reopen();

    assertThat(links().find(full.key())).isEqualTo(full);
    Link next = samples.changed(full, LONGEST_TARGET, null);
    links().replace(next);
    assertThat(links().find(full.key())).isEqualTo(next);
  }

  @Test
  final void everyStatus_isKept() {
    for (RedirectStatus status : RedirectStatus.values()) {
      Link link = samples.link("status" + status.number());
      create(link.changed(link.target(), new LinkDetails(null, null, status), link.history()));

      assertThat(Objects.requireNonNull(links().find(link.key())).details().status())
          .isEqualTo(status);
    }
  }

  @Test
  final void page_ofFullLength_isWhole() {
    int count = LinkStore.MAX_PAGE + 1;
    Race.run(32, i -> {
      for (int n = i; n < count; n += 32) {
        create(samples.link("n" + n, LONGEST_TARGET));
      }
      return true;
    });

    assertThat(links().list(Query.newest(LinkStore.MAX_PAGE)).links()).hasSize(LinkStore.MAX_PAGE);
    assertThat(listAll(Query.newest(LinkStore.MAX_PAGE))).hasSize(count).doesNotHaveDuplicates();
  }

  @Test
  final void reuse_amongManyLinksToOneTarget_findsTheOldest() {
    Link oldest = create(samples.link("oldest", LONGEST_TARGET));
    Race.run(32, i -> {
      for (int n = 0; n < 10; n++) {
        create(samples.link("n" + i + "-" + n, LONGEST_TARGET));
      }
      return true;
    });

    assertThat(links().create(samples.link("another", LONGEST_TARGET), Reuse.EXISTING))
        .isEqualTo(new Creation.Reused(oldest));
  }
}
