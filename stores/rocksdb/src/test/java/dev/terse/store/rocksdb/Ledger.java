package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.store.rocksdb.disk.Tuning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link Writer} has acknowledged, and whether a store still knows it. */
final class Ledger {
  /** Link lines by code; a code that was being deleted when the process ended may be either. */
  private final Map<String, String> acknowledged = new HashMap<>();

  private final Set<String> uncertain = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final TreeMap<Long, Long> leases = new TreeMap<>();
  private final long[] visiting = new long[Writer.VISITED];
  private final long[] visited = new long[Writer.VISITED];
  private final List<String> refusals = new ArrayList<>();

  /** How many links were acknowledged. */
  int links() {
    return acknowledged.size();
  }

  /** The refusals, in order. */
  List<String> refusals() {
    return refusals;
  }

  /** Notes a line of {@link Writer}'s. */
  void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "link" -> assertThat(acknowledged.put(words[2], line)).as(line).isNull();
      case "deleting" -> uncertain.add(words[1]);
      case "gone" -> gone.add(words[1]);
      case "refused" -> refusals.add(line);
      case "visiting" -> visiting[Integer.parseInt(words[1])]++;
      case "visited" -> visited[Integer.parseInt(words[1])]++;
      case "lease" -> leases.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
      default -> throw new AssertionError(line);
    }
  }

  /** Compares the store in {@code directory} with all that was noted. */
  void verify(Path directory) {
    try (Store store = RocksStore.open(directory, Tuning.DEFAULT, Purpose.SERVE)) {
      Set<LinkId> listed = new HashSet<>(ids(store, ""));
      assertThat(ids(store, "needle")).containsExactlyInAnyOrderElementsOf(listed);
      acknowledged.forEach((code, line) -> {
        Link link = store.links().find(LinkKey.of(new Code(code)));
        if (gone.contains(code)) {
          assertThat(link).as(line).isNull();
        } else if (link != null || !uncertain.contains(code)) {
          assertThat(describe(link)).isEqualTo(line);
          assertThat(listed).as(line).contains(link == null ? null : link.id());
        }
      });
      verifyVisits(store);
      assertThat(store.sequence().position())
          .isGreaterThanOrEqualTo(leases.lastEntry().getValue());
    }
    long end = 0;
    for (Map.Entry<Long, Long> lease : leases.entrySet()) {
      assertThat(lease.getKey()).isGreaterThanOrEqualTo(end);
      end = lease.getValue();
    }
  }

  /** A visit that was being stored when the process ended counts from now on as it was found. */
  private void verifyVisits(Store store) {
    for (int link = 0; link < Writer.VISITED; link++) {
      LinkId id = Writer.visited(link);
      long total = store.visits().totals(List.of(id)).getOrDefault(id, -1L);
      assertThat(total).as("visits of link %s", link).isBetween(visited[link], visiting[link]);
      visited[link] = total;
      visiting[link] = total;
    }
  }

  private static String describe(@Nullable Link link) {
    return link == null ? "nothing" : "link " + link.id() + " " + link.code() + " " + link.target();
  }

  private static List<LinkId> ids(Store store, String text) {
    List<LinkId> ids = new ArrayList<>();
    LinkId before = null;
    do {
      Page page = store.links().list(new Query(Domain.DEFAULT, text, before, 500));
      page.links().forEach(link -> ids.add(link.id()));
      before = page.next();
    } while (before != null);
    return ids;
  }
}
