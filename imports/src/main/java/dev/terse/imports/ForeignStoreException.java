package dev.terse.imports;

/** What another shortener has stored cannot be read; the message says what to do. */
public final class ForeignStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For {@code cause}, or without one. */
  public ForeignStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Without a cause. */
  public ForeignStoreException(String message) {
    super(message);
  }
}
