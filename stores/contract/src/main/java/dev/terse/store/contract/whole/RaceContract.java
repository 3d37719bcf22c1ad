package dev.terse.store.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Sequence.Lease;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.port.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a store promises when many want the same thing at once: each call is one atomic step. */
public abstract class RaceContract extends Contract {
  private static final int MANY = 100;
  private static final int FEW = 16;
  private static final int ROUNDS = 20;
  private static final String TARGET = "https://example.com/same";

  @Test
  final void create_oneCode_hasExactlyOneWinner() {
    List<Creation> outcomes = Race.run(
        MANY, i -> links().create(samples.link("same", "https://example.com/" + i), Reuse.NEVER));

    List<Link> winners = outcomes.stream()
        .map(outcome -> outcome instanceof Creation.Created(Link link) ? link : null)
        .filter(Objects::nonNull)
        .toList();
    assertThat(winners).hasSize(1);
    assertThat(outcomes).filteredOn(new Creation.Taken()::equals).hasSize(MANY - 1);
    assertThat(links().find(winners.getFirst().key())).isEqualTo(winners.getFirst());
  }

  @Test
  final void create_oneTargetWithReuse_makesOneLink() {
    List<Creation> outcomes =
        Race.run(MANY, i -> links().create(samples.link("code" + i, TARGET), Reuse.EXISTING));

    Set<LinkId> ids = new TreeSet<>();
    int created = 0;
    for (Creation outcome : outcomes) {
      switch (outcome) {
        case Creation.Created(Link link) -> {
          created++;
          ids.add(link.id());
        }
        case Creation.Reused(Link link) -> ids.add(link.id());
        case Creation.Taken() -> throw new AssertionError("every code was free");
      }
    }
    assertThat(created).isEqualTo(1);
    assertThat(ids).hasSize(1);
    assertThat(links().list(Query.newest(MANY)).links())
        .containsExactly(
            Objects.requireNonNull(links().findByTarget(Domain.DEFAULT, new Target(TARGET))));
  }

  @Test
  final void replace_underContention_losesNoUpdate() {
    Link link = create(samples.link("counter"));

    Race.run(FEW, _ -> {
      for (int i = 0; i < ROUNDS; i++) {
        increment(link);
      }
      return true;
    });

    Link last = Objects.requireNonNull(links().find(link.key()));
    assertThat(last.details().title()).isEqualTo(Integer.toString(FEW * ROUNDS));
    assertThat(last.history().version()).isEqualTo(FEW * ROUNDS + 1);
  }

  private void increment(Link link) {
    while (true) {
      Link current = Objects.requireNonNull(links().find(link.key()));
      String title = current.details().title();
      int next = (title == null ? 0 : Integer.parseInt(title)) + 1;
      if (links().replace(samples.changed(current, TARGET, Integer.toString(next)))
          instanceof Change.Done) {
        return;
      }
    }
  }

  @Test
  final void delete_oneLink_isDoneOnce() {
    Link link = create(samples.link("same"));

    List<Change> outcomes = Race.run(FEW, _ -> links().delete(link.key(), OptionalLong.empty()));

    assertThat(outcomes).filteredOn(new Change.Done(link)::equals).hasSize(1);
    assertThat(outcomes).filteredOn(new Change.Missing()::equals).hasSize(FEW - 1);
  }

  @Test
  final void lease_byMany_neverOverlaps() {
    List<Lease> leases = new ArrayList<>(leaseByMany());
    reopen();
    leases.addAll(leaseByMany());

    leases.sort(Comparator.comparingLong(Lease::first));
    for (int i = 1; i < leases.size(); i++) {
      assertThat(leases.get(i).first()).isGreaterThanOrEqualTo(leases.get(i - 1).end());
    }
    assertThat(store.sequence().position())
        .isGreaterThanOrEqualTo(leases.getLast().end());
  }

  private List<Lease> leaseByMany() {
    return Race.run(FEW, i -> {
          List<Lease> own = new ArrayList<>();
          for (int round = 0; round < ROUNDS; round++) {
            own.add(store.sequence().lease(i + 1));
          }
          return own;
        })
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  @Test
  final void putIfAbsent_byMany_tellsAllTheSame() {
    List<String> values = Race.run(FEW, i -> store.settings().putIfAbsent("secret", "value " + i));

    assertThat(values).containsOnly(store.settings().find("secret"));
  }

  @Test
  final void replaceSetting_byMany_isDoneOnce() {
    store.settings().putIfAbsent("space", "old");

    List<Boolean> outcomes =
        Race.run(FEW, i -> store.settings().replace("space", "old", "new " + i));

    assertThat(outcomes).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  @Test
  final void createApiKey_oneId_hasExactlyOneWinner() {
    List<Boolean> outcomes = Race.run(FEW, _ -> store.apiKeys().create(samples.apiKey("same")));

    assertThat(outcomes).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(store.apiKeys().list()).hasSize(1);
  }

  @Test
  final void addVisits_byMany_countsEach() {
    Instant hour = Instant.parse("2026-03-04T05:00:00Z");
    LinkId first = samples.id();
    LinkId second = samples.id();

    Race.run(FEW, _ -> {
      for (int round = 0; round < ROUNDS; round++) {
        store
            .visits()
            .add(List.of(new VisitTally(first, hour, 1), new VisitTally(second, hour, 2)));
      }
      return true;
    });

    long rounds = (long) FEW * ROUNDS;
    assertThat(store.visits().totals(List.of(first, second)))
        .isEqualTo(Map.of(first, rounds, second, 2 * rounds));
  }
}
