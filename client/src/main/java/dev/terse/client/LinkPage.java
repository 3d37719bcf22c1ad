package dev.terse.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of links.
 *
 * @param links newest first
 * @param next the cursor of the next page, or null if this one is the last
 */
public record LinkPage(List<Link> links, @Nullable String next) {

  /** Copies the list. */
  public LinkPage {
    links = List.copyOf(links);
  }

  /**
   * Which page to get.
   *
   * @param text links whose code, target or title contain each of its words, or null for all
   * @param cursor the {@link #next} of the page before, or null for the first
   * @param limit at most so many, 1 to 500
   */
  public record Query(@Nullable String text, @Nullable String cursor, int limit) {

    /** The newest links. */
    public static Query newest(int limit) {
      return new Query(null, null, limit);
    }

    /** The same query for the page that {@code cursor} begins. */
    public Query from(String next) {
      return new Query(text, next, limit);
    }
  }
}
