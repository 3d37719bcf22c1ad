package dev.terse.server;

/** The server cannot start; the message says why and what to do, in a sentence for people. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
