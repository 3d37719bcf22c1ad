package dev.terse.store.redis.table;

import dev.terse.core.link.Link;
import dev.terse.core.link.Target;
import dev.terse.store.redis.table.Attempts.Outcome;
import dev.terse.store.redis.table.Attempts.Result;
import dev.terse.store.redis.table.Hints.Hint;
import dev.terse.store.redis.wire.RedisWire;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Claims targets for links that shall be the only ones to lead there. Safe for use by many threads.
 *
 * <p>A claim is a hint that was added while there was no other. Whoever finds hints looks at their
 * links: one that leads there is the answer. A link that is not there yet may be on its way, which
 * takes milliseconds; it is waited for, and if it does not come, its attempt is fenced off in the
 * link's own bucket. From then on it cannot be written, however long its creator was paused, and
 * the hint can go. A creator that finds itself fenced off begins again with a new token.
 */
final class Claims {

  /** Hints of one target that are looked at together. */
  private static final int HINTS = 8;

  /** How long a link may take from its hint to its being written before it is fenced off. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  /** How long a claim may take altogether. */
  private static final Duration GIVE_UP = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

  private final RedisWire wire;
  private final Attempts attempts;

  Claims(RedisWire wire, Attempts attempts) {
    this.wire = wire;
    this.attempts = attempts;
  }

  /**
   * What some hints' links told.
   *
   * @param leading the first link that leads to the target, or null
   * @param coming the first hint whose link is not there, or null
   * @param wrong hints whose keys hold something else
   */
  record Findings(@Nullable Link leading, @Nullable Hint coming, List<Hint> wrong) {}

  /** Reads the links of {@code hints}. */
  Findings look(List<Hint> hints, Target target) {
    List<Future<byte[]>> answers = new ArrayList<>();
    for (Hint hint : hints) {
      answers.add(wire.commands().get(attempts.link(hint.link())));
    }
    Hint coming = null;
    List<Hint> wrong = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Hint hint = hints.get(i);
      Stored stored = Stored.read(hint.link(), wire.awaitOrNull(answers.get(i)));
      Link link = Stored.linkIn(stored);
      if (link != null && link.id().equals(hint.id()) && link.target().equals(target)) {
        return new Findings(link, coming, wrong);
      }
      if (stored != null) {
        wrong.add(hint);
      } else if (coming == null) {
        coming = hint;
      }
    }
    return new Findings(null, coming, wrong);
  }

  /** A link that leads to {@code target}, or null once {@code own} is the only hint. */
  @Nullable
  Link claim(Hints hints, Hint own, Target target) {
    long start = System.nanoTime();
    long comingSince = start;
    Hint coming = null;
    Duration pause = SHORTEST_PAUSE;
    while (System.nanoTime() - start < GIVE_UP.toNanos()) {
      List<Hint> others = hints.claim(own, HINTS);
      if (others.isEmpty()) {
        return null;
      }
      Findings findings = look(others, target);
      Link leading = findings.leading();
      for (Hint hint : leading == null ? findings.wrong() : List.<Hint>of()) {
        leading = leading == null ? fence(hints, hint, target) : leading;
      }
      if (leading != null) {
        return leading;
      }
      Hint next = findings.coming();
      if (next == null) {
        continue;
      }
      if (coming == null || !coming.isSame(next)) {
        coming = next;
        comingSince = System.nanoTime();
        pause = SHORTEST_PAUSE;
      } else if (System.nanoTime() - comingSince > PATIENCE.toNanos()) {
        leading = fence(hints, next, target);
        if (leading != null) {
          return leading;
        }
        continue;
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
    throw new RedisException(
        "others kept claiming the same target for " + GIVE_UP.toSeconds() + " s");
  }

  /** Removes {@code hint} once its attempt can write no more; returns its link if it has. */
  private @Nullable Link fence(Hints hints, Hint hint, Target target) {
    Outcome outcome = attempts.settle(hint.link(), hint.token());
    if (outcome.result() == Result.DONE) {
      Link link = Stored.linkIn(outcome.stored());
      return link != null && link.target().equals(target) ? link : null;
    }
    wire.await(hints.remove(hint));
    return null;
  }
}
