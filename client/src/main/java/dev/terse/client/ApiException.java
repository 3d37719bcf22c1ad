package dev.terse.client;

import org.jspecify.annotations.Nullable;

/** A request did not do what it asked for; the subtypes tell whether the server said so. */
public abstract sealed class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ApiException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The server answered, and refused. */
  public static final class Refused extends ApiException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.sentence(), null);
      this.problem = problem;
    }

    /** What the server said. */
    public Problem problem() {
      return problem;
    }

    /** The HTTP status. */
    public int status() {
      return problem.status();
    }
  }

  /**
   * No answer that makes sense came: nothing listens there, the connection broke, time ran out, or
   * what answers is not Terse. A change that was asked for may have been made all the same.
   */
  public static final class Unreachable extends ApiException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
