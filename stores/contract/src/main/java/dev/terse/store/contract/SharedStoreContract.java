package dev.terse.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.keys.ApiKeys;
import dev.terse.core.keys.ApiKeys.NewKey;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Sequence.Lease;
import dev.terse.core.store.Store;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.contract.verb.SharedRepeatContract;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do, beside {@link StoreContract}, that several nodes open at once. */
public abstract class SharedStoreContract extends SharedRepeatContract {
  private static final int NODES = 4;
  private static final int RUNNERS = 16;
  private static final int ROUNDS = 10;
  private static final String TARGET = "https://example.com/same";

  /** How long a pushed change may take. */
  private static final Duration PUSH = Duration.ofSeconds(15);

  private final Samples samples = new Samples(new Random(7));
  private List<Store> nodes = List.of();

  /**
   * Opens the backend, at the same time as other stores on the same data: empty the first time in
   * each case. Called by many threads at once.
   */
  protected abstract Store open();

  /** Opens all nodes at the same moment, as a rollout does, on a store that does not exist yet. */
  @BeforeEach
  public final void begin() {
    nodes = Race.run(NODES, _ -> open());
  }

  /** Closes all nodes. */
  @AfterEach
  public final void end() {
    nodes.forEach(Store::close);
  }

  @Test
  final void traits_ofEachNode_sayShared() {
    assertThat(nodes).allMatch(node -> node.traits().shared());
  }

  @Test
  final void changes_onOneNode_areReadOnAllAtOnce() {
    Link link = samples.link("abc");
    node(0).links().create(link, Reuse.NEVER);
    assertThat(nodes).allMatch(node -> link.equals(node.links().find(link.key())));

    Link next = samples.changed(link, "https://example.com/next", "next");
    assertThat(node(1).links().replace(next)).isEqualTo(new Change.Done(next));
    assertThat(nodes).allMatch(node -> next.equals(node.links().find(link.key())));
    assertThat(nodes)
        .allMatch(node -> next.equals(node.links().findByTarget(Domain.DEFAULT, next.target())));

    assertThat(node(2).links().delete(link.key(), OptionalLong.of(2)))
        .isEqualTo(new Change.Done(next));
    assertThat(nodes).allMatch(node -> node.links().find(link.key()) == null);
    assertThat(node(3).links().create(samples.link("abc"), Reuse.NEVER))
        .isEqualTo(new Creation.Taken());
  }

  @Test
  final void create_oneCodeOnAllNodes_hasExactlyOneWinner() {
    for (int round = 0; round < ROUNDS; round++) {
      String code = "contested" + round;
      List<Creation> outcomes = Race.run(
          RUNNERS,
          i -> node(i).links().create(samples.link(code, "https://example.com/" + i), Reuse.NEVER));

      List<Link> winners = outcomes.stream()
          .map(outcome -> outcome instanceof Creation.Created(Link link) ? link : null)
          .filter(Objects::nonNull)
          .toList();
      assertThat(winners).hasSize(1);
      LinkKey key = winners.getFirst().key();
      assertThat(nodes).allMatch(node -> winners.getFirst().equals(node.links().find(key)));
    }
  }

  @Test
  final void create_oneTargetOnAllNodesWithReuse_makesOneLink() {
    for (int round = 0; round < ROUNDS; round++) {
      String prefix = "round" + round + "-";
      List<Creation> outcomes = Race.run(
          RUNNERS,
          i -> node(i).links().create(samples.link(prefix + i, TARGET + prefix), Reuse.EXISTING));

      Set<LinkId> ids = new HashSet<>();
      for (Creation outcome : outcomes) {
        switch (outcome) {
          case Creation.Created(Link link) -> ids.add(link.id());
          case Creation.Reused(Link link) -> ids.add(link.id());
          case Creation.Taken() -> throw new AssertionError("every code was free");
        }
      }
      assertThat(ids).hasSize(1);
    }
    assertThat(node(0).links().list(Query.newest(100)).links()).hasSize(ROUNDS);
  }

  @Test
  final void replace_onAllNodes_losesNoUpdate() {
    Link link = samples.link("counter");
    node(0).links().create(link, Reuse.NEVER);

    Race.run(NODES, i -> {
      for (int round = 0; round < ROUNDS; round++) {
        increment(node(i), link.key());
      }
      return true;
    });

    Link last = Objects.requireNonNull(node(1).links().find(link.key()));
    assertThat(last.details().title()).isEqualTo(Integer.toString(NODES * ROUNDS));
    assertThat(last.history().version()).isEqualTo(NODES * ROUNDS + 1);
  }

  private void increment(Store node, LinkKey key) {
    while (true) {
      Link current = Objects.requireNonNull(node.links().find(key));
      String title = current.details().title();
      int next = (title == null ? 0 : Integer.parseInt(title)) + 1;
      if (node.links().replace(samples.changed(current, TARGET, Integer.toString(next)))
          instanceof Change.Done) {
        return;
      }
    }
  }

  @Test
  final void delete_onAllNodes_isDoneOnce() {
    Link link = samples.link("same");
    node(0).links().create(link, Reuse.NEVER);

    List<Change> outcomes =
        Race.run(RUNNERS, i -> node(i).links().delete(link.key(), OptionalLong.empty()));

    assertThat(outcomes).filteredOn(new Change.Done(link)::equals).hasSize(1);
    assertThat(outcomes).filteredOn(new Change.Missing()::equals).hasSize(RUNNERS - 1);
  }

  @Test
  final void lease_onAllNodes_neverOverlaps() {
    List<Lease> leases = new ArrayList<>(Race.run(RUNNERS, i -> {
          List<Lease> own = new ArrayList<>();
          for (int round = 0; round < ROUNDS; round++) {
            own.add(node(i).sequence().lease(i + 1));
          }
          return own;
        })
        .stream()
        .flatMap(List::stream)
        .toList());

    leases.sort(Comparator.comparingLong(Lease::first));
    for (int i = 1; i < leases.size(); i++) {
      assertThat(leases.get(i).first()).isGreaterThanOrEqualTo(leases.get(i - 1).end());
    }
    assertThat(nodes)
        .allMatch(node -> node.sequence().position() >= leases.getLast().end());
  }

  @Test
  final void lease_afterANodeHasGone_neverOverlaps() {
    Lease first = node(0).sequence().lease(100);
    node(0).close();

    assertThat(node(1).sequence().lease(100).first()).isGreaterThanOrEqualTo(first.end());
  }

  @Test
  final void settings_onAllNodes_agree() {
    List<String> values =
        Race.run(RUNNERS, i -> node(i).settings().putIfAbsent("secret", "value " + i));
    assertThat(values).containsOnly(node(0).settings().find("secret"));

    List<Boolean> outcomes =
        Race.run(RUNNERS, i -> node(i).settings().replace("secret", values.getFirst(), "new " + i));
    assertThat(outcomes).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  @Test
  final void createFirst_onAllNodesAtOnce_makesOneAdministratorsKey() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Optional<NewKey>> outcomes =
          Race.run(NODES, i -> Optional.ofNullable(keys(i).createFirst(node(i).settings())));

      List<NewKey> made = outcomes.stream().flatMap(Optional::stream).toList();
      assertThat(made).hasSize(1);
      assertThat(node(round).apiKeys().list()).containsExactly(made.getFirst().key());
      assertThat(keys(round).recognise(made.getFirst().text())).isNotNull();
      assertThat(keys(round).createFirst(node(round).settings())).isNull();
      node(round).apiKeys().delete(made.getFirst().key().id());
    }
  }

  private ApiKeys keys(int node) {
    return new ApiKeys(node(node).apiKeys(), () -> Instant.EPOCH, new SecureRandom());
  }

  @Test
  final void visits_ofAllNodes_addUp() {
    LinkId link = samples.id();

    Race.run(NODES, i -> {
      for (int round = 0; round < ROUNDS; round++) {
        node(i).visits().add(List.of(new VisitTally(link, Instant.EPOCH, i + 1L)));
      }
      return true;
    });

    assertThat(node(0).visits().totals(List.of(link))).isEqualTo(Map.of(link, 10L * ROUNDS));
  }

  @Test
  final void close_ofOneNode_leavesTheOthersOpen() {
    node(0).close();

    Link link = samples.link("abc");
    assertThat(node(1).links().create(link, Reuse.NEVER)).isEqualTo(new Creation.Created(link));
    assertThat(node(2).links().find(link.key())).isEqualTo(link);
  }

  @Test
  final void onChange_whereItIsPushed_hearsOfOtherNodes() throws InterruptedException {
    BlockingQueue<LinkKey> heard = new LinkedBlockingQueue<>();
    Store listening = node(3);
    listening.onChange(heard::add);
    if (!listening.traits().pushesChanges()) {
      return;
    }
    Link link = samples.link("é".repeat(128), TARGET);

    node(0).links().create(link, Reuse.NEVER);
    assertHeard(heard, link.key());
    node(1).links().replace(samples.changed(link, "https://example.com/next", null));
    assertHeard(heard, link.key());
    node(2).links().delete(link.key(), OptionalLong.empty());
    assertHeard(heard, link.key());
  }

  private static void assertHeard(BlockingQueue<LinkKey> heard, LinkKey key)
      throws InterruptedException {
    assertThat(heard.poll(PUSH.toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(key);
  }

  @Override
  protected final Store node(int number) {
    return nodes.get(number % NODES);
  }
}
