package dev.terse.server.loop;

/** How a request for a link ended. */
public enum Outcome {
  /** It was sent on. */
  REDIRECT(0, "redirect"),
  /** No link has the code. */
  UNKNOWN(1, "unknown"),
  /** The store could not tell. */
  UNAVAILABLE(2, "unavailable"),
  /** Links do not answer this method. */
  METHOD(3, "method"),
  /** A fault of ours. */
  FAILED(4, "failed");

  /** Which of the counts is this one's, 0 upwards. */
  final int place;

  final String text;

  Outcome(int place, String text) {
    this.place = place;
    this.text = text;
  }
}
