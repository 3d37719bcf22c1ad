package dev.terse.core.tier;

/** A {@link LinkCache} could not be asked, or did not answer in time. Carries no stack trace. */
public final class LinkCacheException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The {@code message} names the server. */
  public LinkCacheException(String message) {
    super(message, null, false, false);
  }
}
