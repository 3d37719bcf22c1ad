package dev.terse.store.cassandra.session;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many copies of each row a new keyspace keeps.
 *
 * @param local copies in the data centre of this node, or 0 if {@code byCentre} says all
 * @param byCentre copies by data centre
 */
public record Replication(int local, Map<String, Integer> byCentre) {
  static final Replication DEFAULT = new Replication(3, Map.of());
  private static final int MAX = 99;

  /** Copies the map. */
  public Replication {
    byCentre = Map.copyOf(byCentre);
  }

  /** Reads {@code 3} or {@code dc1:3,dc2:3}; throws IllegalArgumentException for anything else. */
  static Replication parse(String text) {
    if (!text.contains(":")) {
      return new Replication(count(text), Map.of());
    }
    Map<String, Integer> byCentre = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int colon = part.lastIndexOf(':');
      String centre = part.substring(0, Math.max(colon, 0));
      if (!centre.matches("[A-Za-z0-9_.-]+")) {
        throw fault(text);
      }
      byCentre.put(centre, count(part.substring(colon + 1)));
    }
    return new Replication(0, byCentre);
  }

  /** As CREATE KEYSPACE wants it, where {@code centre} is the data centre of this node. */
  public String toCql(@Nullable String centre) {
    Map<String, Integer> all =
        byCentre.isEmpty() ? Map.of(centre == null ? "datacenter1" : centre, local) : byCentre;
    return "{'class': 'NetworkTopologyStrategy', "
        + all.entrySet().stream()
            .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
            .sorted()
            .collect(Collectors.joining(", "))
        + "}";
  }

  private static int count(String text) {
    if (text.matches("[0-9]{1,2}")) {
      int count = Integer.parseInt(text);
      if (count > 0) {
        return count;
      }
    }
    throw fault(text);
  }

  private static IllegalArgumentException fault(String text) {
    return new IllegalArgumentException("replication '" + text
        + "' is neither a number of copies, 1 to " + MAX + ", nor such as dc1:3,dc2:3");
  }
}
