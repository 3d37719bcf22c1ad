package dev.terse.app.config;

/**
 * What is logged, and how.
 *
 * @param level the least serious level that is logged
 * @param format of a line
 */
public record LogConfig(Level level, Format format) {

  /** How serious an event is. */
  public enum Level {
    /** Something failed. */
    ERROR,
    /** Something may fail soon. */
    WARN,
    /** What an operator wants to know. */
    INFO,
    /** What a developer wants to know. */
    DEBUG,
    /** Everything. */
    TRACE
  }

  /** What a line looks like. */
  public enum Format {
    /** For people. */
    TEXT,
    /** A JSON object, for programs. */
    JSON
  }
}
