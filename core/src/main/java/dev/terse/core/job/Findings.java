package dev.terse.core.job;

import java.util.ArrayList;
import java.util.List;

/** Sentences about what is not as it should be: all are counted, the first few are kept. */
public final class Findings {
  /** How many are kept. */
  public static final int MAX_KEPT = 20;

  private final List<String> kept = new ArrayList<>();
  private long count;

  /** Counts {@code sentence}, and keeps it if there is room. */
  public synchronized void add(String sentence) {
    count++;
    if (kept.size() < MAX_KEPT) {
      kept.add(sentence);
    }
  }

  /** How many there were. */
  public synchronized long count() {
    return count;
  }

  /** The first {@value #MAX_KEPT}. */
  public synchronized List<String> first() {
    return List.copyOf(kept);
  }
}
