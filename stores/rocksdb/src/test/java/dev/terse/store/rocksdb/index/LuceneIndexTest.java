package dev.terse.store.rocksdb.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.store.contract.model.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest {
  private static final int MOST_COMMITS = 40;
  private static final int POLLS = 50;
  private static final Duration POLL = Duration.ofMillis(10);

  private final Samples samples = new Samples(new Random(1));

  @TempDir
  Path directory;

  @Test
  void hasChanged_segmentsAreMerged_isTrueUntilTheyAreCommitted()
      throws IOException, InterruptedException {
    try (LuceneIndex index = LuceneIndex.create(directory)) {
      int commits = 0;
      do {
        commits++;
        index.add(samples.link("code" + commits), 1);
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
}
