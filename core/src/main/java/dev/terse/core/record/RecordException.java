package dev.terse.core.record;

import dev.terse.core.store.StoreException.Reason;

/** A record cannot be read: it is damaged, or of a format this version does not know. */
public final class RecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  RecordException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The record stored under {@code what} is not what was written. */
  public static RecordException damaged(String what) {
    return new RecordException(Reason.CORRUPT, what + " is damaged: restore it from a backup");
  }

  /** Why, in the words of the ports. */
  public Reason reason() {
    return reason;
  }
}
