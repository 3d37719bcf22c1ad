package dev.terse.core.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.job.Retry;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.net.URLDecoder;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What the destination of a copy knows of it: from where, how far it came, whether it ended. Each
 * step is a compare and set, so that of two copies into one destination one is stopped.
 */
final class CopyMark {
  /** What the names of settings begin with that tell of a copy. */
  static final String PREFIX = "copy.";

  private static final String SETTING = PREFIX + "progress";
  private static final String VERSION = "1";

  private final SettingStore settings;
  private final Retry retry;
  private String text = "";

  CopyMark(SettingStore settings, Retry retry) {
    this.settings = settings;
    this.retry = retry;
  }

  /**
   * How far a copy is.
   *
   * @param source which store is copied
   * @param done whether it came to its end
   * @param cursor where in the source it goes on
   */
  record State(String source, boolean done, String cursor) {

    private String text() {
      return String.join(
          " ", VERSION, done ? "done" : "running", URLEncoder.encode(source, UTF_8), cursor);
    }

    private static State parse(String text) {
      String[] parts = text.split(" ", 4);
      if (parts.length < 4 || !parts[0].equals(VERSION)) {
        throw new StoreException(
            Reason.INCOMPATIBLE,
            "settings.find",
            SETTING + " was written by another version: go on with that one");
      }
      return new State(URLDecoder.decode(parts[2], UTF_8), parts[1].equals("done"), parts[3]);
    }
  }

  /** The state of the copy that this destination is from, or null if it is from none. */
  @Nullable
  State read() {
    String found = retry.<@Nullable String>get(() -> settings.find(SETTING));
    text = found == null ? "" : found;
    return found == null ? null : State.parse(found);
  }

  /** Puts {@code next} in place of what was last read or written here. */
  void write(State next) {
    String value = next.text();
    retry.run(() -> {
      boolean written = text.isEmpty()
          ? settings.putIfAbsent(SETTING, value).equals(value)
          : settings.replace(SETTING, text, value) || value.equals(settings.find(SETTING));
      if (!written) {
        throw new StoreException(
            Reason.LOCKED,
            "settings.replace",
            "another copy is writing to the same destination: let one of the two end");
      }
    });
    text = value;
  }
}
