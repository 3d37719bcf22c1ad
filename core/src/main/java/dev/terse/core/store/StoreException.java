package dev.terse.core.store;

/** The environment failed: a store could not do what was asked. Never an ordinary outcome. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String operation;

  /** {@code operation} failed for {@code reason}; the message says what is known beyond that. */
  public StoreException(Reason reason, String operation, String message) {
    super(operation + ": " + message);
    this.reason = reason;
    this.operation = operation;
  }

  /** {@code operation} failed for {@code reason} because of {@code cause}. */
  public StoreException(Reason reason, String operation, Throwable cause) {
    super(operation + ": " + cause.getMessage(), cause);
    this.reason = reason;
    this.operation = operation;
  }

  /** Why it failed. */
  public Reason reason() {
    return reason;
  }

  /** What was asked, such as "links.create". */
  public String operation() {
    return operation;
  }

  /** Whether the same call may succeed later without anyone's doing. */
  public boolean isRetryable() {
    return reason.retryable;
  }

  /** The kinds of failure that callers tell apart. */
  public enum Reason {
    /** The store cannot be reached, timed out, or failed in a way that may pass. */
    UNAVAILABLE(true),
    /** It does something already of which there is only one at a time. */
    BUSY(true),
    /** There is no room left; reads go on. */
    FULL(true),
    /** A sync failed: nothing can be written until a restart has verified what is on disk. */
    WRITES_STOPPED(false),
    /** What is stored cannot be trusted. */
    CORRUPT(false),
    /** Another process has the store open. */
    LOCKED(false),
    /** There is no store, and none was to be made. */
    ABSENT(false),
    /** The store was written by a newer version, or is something else. */
    INCOMPATIBLE(false),
    /** The store has been closed. */
    CLOSED(false);

    private final boolean retryable;

    Reason(boolean retryable) {
      this.retryable = retryable;
    }
  }
}
