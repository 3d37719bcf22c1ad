package dev.terse.core.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.access.ApiKey;
import dev.terse.core.job.Findings;
import dev.terse.core.job.Lanes;
import dev.terse.core.job.Retry;
import dev.terse.core.link.LinkId;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies everything from one store to another: links byte for byte, tombstones, visits by the hour,
 * API keys, settings, and the position of the sequence. Used by one thread.
 *
 * <p>It can be killed at any point and run again. How far it came is kept at the destination, and
 * moves on only when everything before it is there; what is done twice has no second effect. After
 * its end, another run reads everything again and brings the destination up to date.
 *
 * <p>The source may be in use. What is made, changed or followed after its page was read is not in
 * the copy, until it is run again. The sequence is copied first, so that what was begun and then
 * left cannot give out the source's codes, and once more at the end.
 */
public final class StoreCopy {
  /** Parts of pages on their way at a time. */
  static final int LANES = 64;

  /** Pages of the source between two notes of how far the copy came. */
  static final int PAGES_A_NOTE = 20;

  /**
   * What the names of settings begin with that are about one store and no other: how far a copy
   * came, and what of a shared cache holds for it.
   */
  private static final List<String> OWN = List.of(CopyMark.PREFIX, "cache.");

  private final Store from;
  private final Store to;
  private final String source;
  private final int pageSize;
  private final Retry retry;
  private final CopyMark mark;
  private final Findings conflicts = new Findings();
  private final LinkCopy links;
  private final VisitCopy visits;
  private long apiKeys;
  private long settings;

  /**
   * A copy of {@code from} to {@code to}.
   *
   * @param name of the source, by which a later run knows that it is the same copy; without secrets
   */
  public StoreCopy(Store from, Store to, String name) {
    this(from, to, name, LinkStore.MAX_PAGE, Retry.PATIENT);
  }

  StoreCopy(Store from, Store to, String name, int pageSize, Retry retry) {
    this.from = from;
    this.to = to;
    this.source = name + "#" + fingerprint(from.settings().list());
    this.pageSize = pageSize;
    this.retry = retry;
    this.mark = new CopyMark(to.settings(), retry);
    this.links = new LinkCopy(to.links(), retry, conflicts);
    this.visits = new VisitCopy(from.visits(), to.visits(), retry);
  }

  /**
   * Copies.
   *
   * @param progress told now and then how many links and tombstones have been read
   * @throws dev.terse.core.store.StoreException if a store fails for longer than a few tries take
   */
  public Copied copy(LongConsumer progress) {
    CopyMark.State state = mark.read();
    String reason = refusal(state);
    if (reason != null) {
      return new Copied.Refused(reason);
    }
    String cursor = state == null || state.done() ? "" : state.cursor();
    mark.write(new CopyMark.State(source, false, cursor));
    copySettings();
    copySequence();
    long read = copyLinks(cursor, state != null && state.done(), progress);
    copyApiKeys();
    copySequence();
    mark.write(new CopyMark.State(source, true, ""));
    return new Copied.Done(new CopyReport(
        read,
        links.made(),
        links.changed(),
        links.buried(),
        links.deleted(),
        visits.added(),
        apiKeys,
        settings,
        conflicts));
  }

  private @Nullable String refusal(CopyMark.@Nullable State state) {
    if (isEmpty(from)) {
      return "the source has no links and has given out no code: there is nothing to copy";
    }
    if (state == null) {
      return isEmpty(to)
          ? null
          : "the destination holds links already, and not from a copy: copy into a new store";
    }
    if (!state.source().equals(source)) {
      return "the destination holds a copy of another store ("
          + state.source().replaceFirst("#[^#]*$", "")
          + "): name that one as the source, or copy into a new store";
    }
    return to.sequence().position() <= from.sequence().position()
        ? null
        : "the destination has given out codes of its own since it was copied: it is no copy any"
            + " more; copy into a new store";
  }

  private static boolean isEmpty(Store store) {
    String cursor = "";
    do {
      Scan page = store.links().scan(cursor, 1);
      if (!page.entries().isEmpty()) {
        return false;
      }
      cursor = page.next();
    } while (!cursor.isEmpty());
    return store.sequence().position() == 0;
  }

  private void copySettings() {
    Map<String, String> wanted = settings(from);
    SettingStore there = to.settings();
    wanted.forEach((name, value) -> retry.run(() -> {
      String present = there.find(name);
      if (value.equals(present)) {
        return;
      }
      present = there.putIfAbsent(name, value);
      if (value.equals(present) || there.replace(name, present, value)) {
        settings++;
      } else {
        conflicts.add("setting " + name + ": the destination was written to meanwhile");
      }
    }));
  }

  /** The settings of {@code store} that a copy must have too. */
  static Map<String, String> settings(Store store) {
    Map<String, String> settings = new TreeMap<>(store.settings().list());
    settings.keySet().removeIf(name -> OWN.stream().anyMatch(name::startsWith));
    return settings;
  }

  private void copySequence() {
    retry.run(() -> to.sequence().raise(from.sequence().position()));
  }

  private void copyApiKeys() {
    for (ApiKey key : retry.get(() -> from.apiKeys().list())) {
      retry.run(() -> {
        if (to.apiKeys().create(key)) {
          apiKeys++;
        } else if (!key.equals(to.apiKeys().find(key.id()))) {
          conflicts.add("API key " + key.id() + ": the destination has another of that id");
        }
      });
    }
  }

  private long copyLinks(String start, boolean known, LongConsumer progress) {
    long read = 0;
    try (Lanes lanes = new Lanes(LANES);
        Pages pages = new Pages(from.links(), start, pageSize, retry)) {
      for (int i = 1; pages.hasNext(); i++) {
        Scan page = pages.next();
        Pages.parts(page).forEach(part -> lanes.run(() -> links.copy(part, known)));
        List<LinkId> ids = ids(page);
        if (!ids.isEmpty()) {
          lanes.run(() -> visits.copy(ids));
        }
        read += page.entries().size();
        if (i % PAGES_A_NOTE == 0) {
          lanes.await();
          mark.write(new CopyMark.State(source, false, page.next()));
        }
        progress.accept(read);
      }
      lanes.await();
    }
    return read;
  }

  private static List<LinkId> ids(Scan page) {
    return page.entries().stream()
        .filter(Entry.Present.class::isInstance)
        .map(entry -> ((Entry.Present) entry).link().id())
        .toList();
  }

  /** Tells apart two stores that were known by one name, by the secret of their code order. */
  private static String fingerprint(Map<String, String> settings) {
    byte[] space = settings.getOrDefault("codes.space", "").getBytes(UTF_8);
    return UUID.nameUUIDFromBytes(space).toString();
  }
}
