package dev.terse.core.adopt;

import dev.terse.core.code.ReservedCodes;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.job.Findings;
import dev.terse.core.job.Lanes;
import dev.terse.core.job.Retry;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.store.LinkStore;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes in all links of another shortener, many at a time. What cannot be taken is told and stops
 * nothing; nothing that is here is overwritten. Used by one thread.
 */
public final class Adoption implements AutoCloseable {
  /** Links on their way at a time. */
  static final int LANES = 64;

  private final Adopter adopter;
  private final Instant now;
  private final LongConsumer progress;
  private final Lanes lanes = new Lanes(LANES);
  private final LongAdder made = new LongAdder();
  private final LongAdder present = new LongAdder();
  private final Findings conflicts = new Findings();
  private final Findings refused = new Findings();
  private long read;

  private Adoption(Adopter adopter, Instant now, LongConsumer progress) {
    this.adopter = adopter;
    this.now = now;
    this.progress = progress;
  }

  /**
   * What may be taken in.
   *
   * @param targets which targets
   * @param reserved codes that no link may have
   */
  public record Rules(TargetPolicy targets, ReservedCodes reserved) {}

  /**
   * What was taken in.
   *
   * @param made links that are new here
   * @param present links that were here already
   * @param conflicts codes that are something else here
   * @param refused what can be no link here, and what could not be read
   */
  public record Report(long made, long present, Findings conflicts, Findings refused) {}

  /**
   * Begins.
   *
   * @param now when links were made of which that is not known
   * @param progress told now and then how many links were read
   */
  public static Adoption begin(
      LinkStore links, Rules rules, Instant now, RandomGenerator random, LongConsumer progress) {
    return new Adoption(
        new Adopter(links, rules.targets(), rules.reserved(), random), now, progress);
  }

  /**
   * Takes in one link, soon.
   *
   * @param created when it was made, or null if that is not known
   * @param isPreferred whether its target gets this code when it is shortened again, should there
   *     be several: then it must be the oldest
   */
  public void add(String code, String target, @Nullable Instant created, boolean isPreferred) {
    Instant made = created == null ? now : created;
    Instant age = isPreferred ? made : made.plusMillis(1);
    lanes.run(() -> adopt(code, target, age));
    progress.accept(++read);
  }

  /** Counts {@code record}, which could not be read for {@code reason}. */
  public void unreadable(String record, String reason) {
    refused.add(record + ": " + reason);
  }

  /**
   * Waits until all are stored.
   *
   * @throws dev.terse.core.store.StoreException if the store failed
   */
  public Report finish() {
    lanes.await();
    return new Report(made.sum(), present.sum(), conflicts, refused);
  }

  /**
   * Has {@code codes} go on behind {@code lastDrawn}, the last code of the other's pool, and tells
   * whether they can: if they are in plain order. Shuffled ones pass over single codes in use.
   */
  public static boolean goOnBehind(String lastDrawn, StoreCodes codes) {
    long position = codes.sequential().positionOf(lastDrawn);
    if (!codes.sequential().isPlain() || position < 0) {
      return false;
    }
    codes.sequence().raise(position + 1);
    return true;
  }

  private void adopt(String code, String target, Instant created) {
    switch (Retry.PATIENT.get(() -> adopter.adopt(code, target, created))) {
      case Adopted.Made _ -> made.increment();
      case Adopted.Present _ -> present.increment();
      case Adopted.Conflict conflict -> conflicts.add(code + " " + conflict.reason());
      case Adopted.Refused refusal -> refused.add(code + ": " + refusal.reason());
    }
  }

  @Override
  public void close() {
    lanes.close();
  }
}
