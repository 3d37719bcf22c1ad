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
import dev.terse.store.rocksdb.disk.Tuning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed (-9) in the midst of writing: whatever it acknowledged is there afterwards. */
class KillTest {
  /** Link lines by code; a code that was being deleted when the process ended may be either. */
  private final Map<String, String> acknowledged = new HashMap<>();

  private final Set<String> uncertain = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final TreeMap<Long, Long> leases = new TreeMap<>();

  @TempDir
  Path directory;

  @Test
  void kill_threeTimes_losesNothing() throws Exception {
    cycles(3);
  }

  @Tag("slow")
  @Test
  void kill_tenTimes_losesNothing() throws Exception {
    cycles(10);
  }

  private void cycles(int count) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("kill cycles with seed " + seed);
    Random random = new Random(seed);
    for (int cycle = 0; cycle < count; cycle++) {
      try (ForkedWriter writer = ForkedWriter.start(directory)) {
        writer.readAcknowledgements(1 + random.nextInt(1_000)).forEach(this::note);
        writer.kill().forEach(this::note);
      }
      verify();
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "link" -> assertThat(acknowledged.put(words[2], line)).as(line).isNull();
      case "deleting" -> uncertain.add(words[1]);
      case "gone" -> gone.add(words[1]);
      case "lease" -> leases.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
      default -> throw new AssertionError(line);
    }
  }

  private void verify() {
    try (Store store = RocksStore.open(directory, Tuning.DEFAULT)) {
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
      assertThat(store.sequence().position())
          .isGreaterThanOrEqualTo(leases.lastEntry().getValue());
    }
    long end = 0;
    for (Map.Entry<Long, Long> lease : leases.entrySet()) {
      assertThat(lease.getKey()).isGreaterThanOrEqualTo(end);
      end = lease.getValue();
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
