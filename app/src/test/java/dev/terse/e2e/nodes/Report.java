package dev.terse.e2e.nodes;

import java.util.List;
import java.util.Locale;

/** A line by which a node tells its supervisor what happened. */
record Report(Kind kind, List<String> words) {

  /** What happened. */
  enum Kind {
    /** The store is open. */
    READY,
    /** These codes were drawn, and nothing was done with them yet. */
    DREW,
    /** The store acknowledged a link: its code, its target, its id. */
    STORED,
    /** The store says that a drawn code was in use. */
    TAKEN,
    /** The store failed: in which operation. */
    FAILED,
    /** A contest, by its number, is won. */
    WON,
    /** A contest, by its number, is lost. */
    LOST,
    /** A round of contests is over, named by its first number. */
    DONE
  }

  Report(Kind kind, String... words) {
    this(kind, List.of(words));
  }

  static Report parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    return new Report(
        Kind.valueOf(words.getFirst().toUpperCase(Locale.ROOT)), words.subList(1, words.size()));
  }

  String line() {
    return (kind.name().toLowerCase(Locale.ROOT) + " " + String.join(" ", words)).strip();
  }

  String word(int index) {
    return words.get(index);
  }
}
