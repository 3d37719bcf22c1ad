package dev.terse.store.rocksdb.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest {
  private static final int MOST_COMMITS = 40;
  private static final int POLLS = 50;
  private static final Duration POLL = Duration.ofMillis(10);

  @TempDir
  Path directory;

  @Test
  void hasChanged_segmentsAreMerged_isTrueUntilTheyAreCommitted()
      throws IOException, InterruptedException {
    try (LuceneIndex index = LuceneIndex.create(directory)) {
      int commits = 0;
      do {
        commits++;
        index.add(link(commits), 1);
        assertThat(index.hasChanged()).isTrue();
        index.commit(commits, 1);
      } while (commits < MOST_COMMITS && !changesByItself(index));

      assertThat(index.hasChanged()).isTrue();
      index.commit(commits, 1);
      assertThat(changesByItself(index)).isFalse();
    }
  }

  /** Merges of a few links take milliseconds, on a thread of Lucene's. */
  private static boolean changesByItself(LuceneIndex index) throws InterruptedException {
    for (int i = 0; i < POLLS && !index.hasChanged(); i++) {
      Thread.sleep(POLL);
    }
    return index.hasChanged();
  }

  private static Link link(int number) {
    Instant now = Instant.now();
    return new Link(
        LinkId.create(now, RandomGenerator.getDefault()),
        LinkKey.of(new Code("code" + number)),
        new Target("https://example.com/" + number),
        LinkDetails.NONE,
        History.begin(now, null));
  }
}
