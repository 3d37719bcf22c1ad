package dev.terse.core.figure;

import java.util.Map;
import java.util.TreeMap;

/**
 * One number about a part of the product, as it was when asked. Immutable.
 *
 * <p>Names are of lower-case words with underscores, end in the unit if there is one
 * ({@code _bytes}, {@code _seconds}), and say nothing of the kind. All figures of one name have the
 * same kind, the same help and the same labels; a label has few values, never a code or a target.
 */
public sealed interface Figure {

  /** What it is called. */
  String name();

  /** What it tells, in one sentence. */
  String help();

  /** What tells it from others of its name. */
  Map<String, String> labels();

  /** The same figure with one more label. */
  Figure with(String label, String value);

  /** How often something has happened since the start; only grows. */
  record Count(String name, String help, Map<String, String> labels, double value)
      implements Figure {

    @Override
    public Count with(String label, String text) {
      return new Count(name, help, more(labels, label, text), value);
    }
  }

  /** How much of something there is now. */
  record Level(String name, String help, Map<String, String> labels, double value)
      implements Figure {

    @Override
    public Level with(String label, String text) {
      return new Level(name, help, more(labels, label, text), value);
    }
  }

  /** How often values have fallen where since the start. */
  record Spread(String name, String help, Map<String, String> labels, Distribution.Shape shape)
      implements Figure {

    @Override
    public Spread with(String label, String text) {
      return new Spread(name, help, more(labels, label, text), shape);
    }
  }

  /** A count without labels. */
  static Count count(String name, long value, String help) {
    return new Count(name, help, Map.of(), (double) value);
  }

  /** A level without labels. */
  static Level level(String name, double value, String help) {
    return new Level(name, help, Map.of(), value);
  }

  /** A level without labels. */
  static Level level(String name, long value, String help) {
    return level(name, (double) value, help);
  }

  /** A level that is 1 or 0, without labels. */
  static Level state(String name, boolean is, String help) {
    return level(name, is ? 1L : 0L, help);
  }

  /** A spread without labels. */
  static Spread spread(String name, Distribution.Shape shape, String help) {
    return new Spread(name, help, Map.of(), shape);
  }

  private static Map<String, String> more(Map<String, String> labels, String label, String text) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(label, text);
    return Map.copyOf(more);
  }
}
