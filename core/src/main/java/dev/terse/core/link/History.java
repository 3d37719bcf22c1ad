package dev.terse.core.link;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When and by whom a link was made and changed. Instants are kept to the millisecond.
 *
 * @param created when the link was made
 * @param changed when it last changed; equals {@code created} until then
 * @param creator name of the API key that made it, or null when nobody identified themselves
 * @param version 1 when made, one more with each change
 */
public record History(
    Instant created, Instant changed, @Nullable String creator, long version) {

  /**
   * Cuts both instants to the millisecond; throws IllegalArgumentException for a version below 1.
   */
  public History {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " is below 1");
    }
    created = created.truncatedTo(ChronoUnit.MILLIS);
    changed = changed.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The history of a link made at {@code now}. */
  public static History begin(Instant now, @Nullable String creator) {
    return new History(now, now, creator, 1);
  }

  /** This history after a change at {@code now}. */
  public History next(Instant now) {
    return new History(created, now, creator, version + 1);
  }
}
