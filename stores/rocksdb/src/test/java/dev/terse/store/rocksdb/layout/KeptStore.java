package dev.terse.store.rocksdb.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.visit.VisitTally;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * What is in each kept store. {@link #main} writes one of the layout of this version, as a backup:
 * run it whenever the layout gets another version, with the file as the argument, such as
 * {@code src/test/resources/layouts/2.tar.gz}; the files of older layouts stay as they are.
 */
final class KeptStore {
  private static final Instant HOUR = Instant.parse("2026-01-02T03:00:00Z");
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Domain DOMAIN = new Domain("sho.rt");
  private static final int LINKS = 200;
  private static final int DELETED = 17;
  private static final int POSITION = 4_711;
  private static final ApiKey KEY = new ApiKey(
      "abcdefghijkl", "the key", SecretHash.of("secret"), Set.of(Scope.READ, Scope.ADMIN), MADE);
  private static final Map<String, String> SETTINGS = Map.of(
      "codes.space", "1 shuffled 5 abcdefghij 000102030405060708090a0b0c0d0e0f", "other", "\u00e4");

  private KeptStore() {}

  /** Writes a store of everything to the file that is named, through a directory beside it. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]).toAbsolutePath();
    Path directory = Files.createTempDirectory("terse-layout");
    try (Store store = StoreUrl.parse("rocksdb:" + directory.resolve("store")).open();
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      fill(store);
      try (Store.Backup backup = Objects.requireNonNull(store.backup(MADE))) {
        backup.writeTo(out);
      }
    }
    System.out.println("written: " + file + "; delete " + directory);
  }

  private static void fill(Store store) {
    for (int i = 0; i < LINKS; i++) {
      Link link = link(i);
      store.links().create(link, Reuse.NEVER);
      store.visits().add(List.of(new VisitTally(link.id(), HOUR, i + 1)));
      store.visits().add(List.of(new VisitTally(link.id(), HOUR.plusSeconds(3_600), 1)));
    }
    store.links().delete(link(DELETED).key(), OptionalLong.empty());
    store.links().bury(LinkKey.of(new Code("buried")));
    store.apiKeys().create(KEY);
    SETTINGS.forEach(store.settings()::putIfAbsent);
    store.sequence().raise(POSITION);
  }

  /** Throws unless {@code store} has exactly what was put into it. */
  static void check(Store store) {
    for (int i = 0; i < LINKS; i++) {
      Link link = link(i);
      assertThat(store.links().find(link.key())).isEqualTo(i == DELETED ? null : link);
      if (i != DELETED) {
        assertThat(store.links().findByTarget(link.key().domain(), link.target()))
            .isEqualTo(link);
        assertThat(store.visits().hours(link.id(), Instant.EPOCH, 9))
            .containsExactly(
                new VisitTally(link.id(), HOUR, i + 1),
                new VisitTally(link.id(), HOUR.plusSeconds(3_600), 1));
      }
    }
    assertThat(store.reindex(_ -> {})).isEqualTo(LINKS - 1);
    assertThat(store.apiKeys().list()).containsExactly(KEY);
    assertThat(store.settings().list()).isEqualTo(SETTINGS);
    assertThat(store.sequence().position()).isEqualTo(POSITION);
    assertThat(store.links().bury(LinkKey.of(new Code("buried")))).isFalse();
    assertThat(store.links().create(link(DELETED), Reuse.NEVER)).isEqualTo(new Creation.Taken());
  }

  /** The same each time; every field is there in some and missing in others. */
  private static Link link(int i) {
    Instant made = MADE.plusMillis(i);
    LinkKey key = new LinkKey(i % 5 == 0 ? DOMAIN : Domain.DEFAULT, new Code("code-" + i));
    LinkDetails details = new LinkDetails(
        i % 2 == 0 ? "title " + i : null,
        i % 3 == 0 ? "note\n\u00e9 " + i : null,
        i % 7 == 0 ? RedirectStatus.of(301) : null);
    History history = History.begin(made, i % 11 == 0 ? "creator" : null);
    return new Link(
        new LinkId(id(made, i)), key, new Target("https://example.com/" + i), details, history);
  }

  /** A UUID version 7 as links have, without chance. */
  private static UUID id(Instant made, int i) {
    UUID digest = UUID.nameUUIDFromBytes(("link " + i).getBytes(UTF_8));
    long high = (made.toEpochMilli() << 16) | 0x7000 | (digest.getMostSignificantBits() & 0xFFF);
    return new UUID(high, digest.getLeastSignificantBits());
  }
}
