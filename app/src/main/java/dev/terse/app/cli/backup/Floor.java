package dev.terse.app.cli.backup;

import dev.terse.app.settings.ConfigException;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.space.OrderedSpace;
import dev.terse.core.space.RestoredPosition;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a restored store's codes begin.
 *
 * @param position the first that may be given out
 * @param notes what the administrator should know about it
 */
record Floor(long position, List<String> notes) {

  /**
   * What decides.
   *
   * @param codes of the restored store
   * @param config how codes are drawn
   * @param restored the store
   * @param after the lost store's URL, or null
   * @param issued codes that the lost store gave out, with their prefix
   */
  record Question(
      StoreCodes codes,
      CodesConfig config,
      Store restored,
      @Nullable String after,
      List<String> issued) {}

  /** Finds it; throws if it cannot be told. */
  static Floor find(Question question) throws ConfigException {
    try {
      if (question.after() != null) {
        return new Floor(behindStore(question.after(), question.restored()), List.of());
      }
      return question.issued().isEmpty() ? nextLength(question) : behindCodes(question);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static long behindStore(String url, Store restored) {
    try (Store lost = StoreUrl.parse(url).open(Purpose.READ)) {
      if (!StoreCodes.areOfOneSpace(lost, restored)) {
        throw new IllegalArgumentException("--after: " + url + " gives other codes than the store"
            + " that was backed up: name that one");
      }
      long position = lost.sequence().position();
      if (position < restored.sequence().position()) {
        throw new IllegalArgumentException(
            "--after: " + url + " is older than the backup: name the store that was lost");
      }
      return position;
    }
  }

  private static Floor behindCodes(Question question) {
    String prefix = question.config().prefix();
    List<String> codes = question.issued().stream()
        .map(code -> code.startsWith(prefix) ? code.substring(prefix.length()) : code)
        .toList();
    try {
      long position = RestoredPosition.behind(
          question.codes().sequential(), codes, question.config().leaseSize());
      return new Floor(position, List.of());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--issued: " + e.getMessage(), e);
    }
  }

  private static Floor nextLength(Question question) {
    OrderedSpace space = question.codes().sequential();
    long known = question.codes().sequence().position();
    OptionalLong next = RestoredPosition.nextLength(space, known);
    if (next.isEmpty()) {
      throw new IllegalArgumentException("the lost store may have given out codes after the backup,"
          + " and there are no longer ones to go on with: say how far it came with --after or"
          + " --issued, or raise codes.max-length");
    }
    int length = space.space().tierOf(next.getAsLong()).length();
    String note = String.format(
        Locale.ROOT,
        "new codes have %d characters: the lost store may have given out shorter ones after the"
            + " backup. That is safe unless it made more than %,d links since; with --after or"
            + " --issued, codes go on where it was",
        length,
        RestoredPosition.reserve(space, known));
    return new Floor(next.getAsLong(), List.of(note));
  }
}
