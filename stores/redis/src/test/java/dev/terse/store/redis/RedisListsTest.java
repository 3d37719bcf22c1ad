package dev.terse.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each list asks every bucket: many at once must not fill the queue that all calls share. */
@Tag("slow")
class RedisListsTest {
  private static final int LISTS = 200;

  @TempDir
  Path directory;

  @Test
  void list_byMoreThanTheQueueHolds_answersAll() {
    try (RedisServer server = RedisServer.start(directory);
        Store store = Patient.url(server.url()).open()) {
      Link link = new Samples(new Random(1)).link("abc");
      store.links().create(link, Reuse.NEVER);

      List<Page> pages = Race.run(LISTS, _ -> store.links().list(Query.newest(50)));

      assertThat(pages).hasSize(LISTS).allMatch(page -> page.links().equals(List.of(link)));
    }
  }
}
