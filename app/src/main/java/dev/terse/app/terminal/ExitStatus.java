package dev.terse.app.terminal;

/** How a command ended, as other programs see it. */
public enum ExitStatus {
  /** It did what it was asked. */
  DONE(0),
  /** Something failed: the store, the port, the server, or Terse itself. */
  FAILED(1),
  /** The command line or the configuration is wrong. */
  USAGE(2),
  /** There is no such link or key. */
  MISSING(3),
  /** The server refused: a code in use, a target that cannot be, an API key that is not enough. */
  REFUSED(4),
  /** No server answers. */
  UNREACHABLE(5);

  private final int number;

  ExitStatus(int number) {
    this.number = number;
  }

  /** The number that the process ends with. */
  public int number() {
    return number;
  }
}
