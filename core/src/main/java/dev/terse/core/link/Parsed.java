package dev.terse.core.link;

/** What became of reading a value that somebody sent: the value, or why it is none. */
public sealed interface Parsed<T> {

  /** The value that was read. */
  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * Nothing could be read.
   *
   * @param reason a phrase that continues "the field …": what is wrong, and the remedy
   */
  record Invalid<T>(String reason) implements Parsed<T> {}
}
