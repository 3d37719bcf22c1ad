package dev.terse.store.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.store.contract.model.LinkModel;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.contract.port.Contract;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/**
 * What a store promises of any sequence of calls: the answers of {@link LinkModel}. Few codes and
 * targets, so that calls meet. The seed stands in every message; put it into {@link #run} to
 * repeat.
 */
public abstract class RandomContract extends Contract {
  private static final int STEPS = 400;
  private static final List<Domain> DOMAINS = List.of(Domain.DEFAULT, new Domain("d.example"));

  private final LinkModel model = new LinkModel();

  @RepeatedTest(3)
  final void randomOperations_answerLikeTheModel() {
    run(new Random().nextLong());
  }

  private void run(long seed) {
    System.out.println("random operations with seed " + seed);
    Random random = new Random(seed);
    Samples made = new Samples(random);
    for (int step = 0; step < STEPS; step++) {
      String what = "seed " + seed + ", step " + step;
      if (random.nextInt(100) == 0) {
        reopen();
      }
      Function<LinkStore, @Nullable Object> operation = operation(random, made);
      assertThat(operation.apply(links())).as(what).isEqualTo(operation.apply(model));
    }
    for (Domain domain : DOMAINS) {
      Query all = new Query(domain, "", null, LinkStore.MAX_PAGE);
      assertThat(links().list(all)).as("seed " + seed).isEqualTo(model.list(all));
    }
    for (LinkKey key : model.used()) {
      assertThat(links().find(key)).as("seed " + seed).isEqualTo(model.find(key));
    }
  }

  private Function<LinkStore, @Nullable Object> operation(Random random, Samples made) {
    LinkKey key = key(random);
    String target = target(random);
    Link current = model.find(key);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        Link link = made.link(key, target);
        Reuse reuse = random.nextBoolean() ? Reuse.NEVER : Reuse.EXISTING;
        yield store -> store.create(link, reuse);
      }
      case 3, 4 -> {
        Link base = current == null ? made.link(key, target) : current;
        Link next = made.changed(base, target, random.nextBoolean() ? "t" : null);
        Link sent = random.nextInt(4) == 0 ? made.changed(next, target, "stale") : next;
        yield store -> store.replace(sent);
      }
      case 5 -> {
        OptionalLong version =
            random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1 + random.nextInt(3));
        yield store -> store.delete(key, version);
      }
      case 6 -> store -> store.findByTarget(key.domain(), new Target(target));
      case 7 -> {
        @Nullable LinkId before = current == null ? null : current.id();
        Query query = new Query(key.domain(), "", before, 1 + random.nextInt(20));
        yield store -> store.list(query);
      }
      default -> store -> store.find(key);
    };
  }

  private static LinkKey key(Random random) {
    Domain domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
    return new LinkKey(domain, new Code("c" + random.nextInt(20)));
  }

  private static String target(Random random) {
    return "https://example.com/" + random.nextInt(12);
  }
}
