package dev.terse.app.settings;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Finds the name somebody probably meant. */
final class Nearest {
  private Nearest() {}

  /** The one of {@code names} nearest to {@code name}, or null if none is near. */
  static @Nullable String of(String name, Collection<String> names) {
    return names.stream()
        .filter(candidate -> distance(name, candidate) <= 1 + candidate.length() / 4)
        .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
            .thenComparing(Comparator.naturalOrder()))
        .orElse(null);
  }

  /** Edits from one to the other; a key without its section is as near as its last part. */
  private static int distance(String name, String candidate) {
    int whole = edits(name, candidate);
    return name.indexOf('.') >= 0
        ? whole
        : Math.min(whole, edits(name, candidate.substring(candidate.lastIndexOf('.') + 1)));
  }

  /** Levenshtein's distance, row by row. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
