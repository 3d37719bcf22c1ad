package dev.terse.core.shorten;

/** What became of a {@link ShortenRequest} that may be a repeat. */
public sealed interface Once {

  /**
   * It is answered.
   *
   * @param repeat whether an earlier request with the same key had come so far already
   */
  record Answered(Shortened shortened, boolean repeat) implements Once {}

  /** Nothing was done: the key was sent with another request before. */
  record OtherRequest() implements Once {}

  /** Nothing was done: the link that the key stands for has been deleted. */
  record Deleted() implements Once {}
}
