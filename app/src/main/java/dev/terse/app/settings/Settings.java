package dev.terse.app.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The settings in effect, of which values are read. What cannot be read is a fault; all are told
 * together by {@link #finish}. Not safe for use by several threads.
 */
public final class Settings {
  private final Map<String, Key<?>> keys = new LinkedHashMap<>();
  private final Map<String, Given> given;
  private final List<String> faults;

  Settings(Collection<Key<?>> keys, Map<String, Given> given, List<String> faults) {
    keys.forEach(key -> this.keys.put(key.name(), key));
    this.given = Map.copyOf(given);
    this.faults = new ArrayList<>(faults);
  }

  /**
   * A setting in effect.
   *
   * @param name the key's
   * @param text its text, masked
   * @param origin where it was given
   */
  public record Effective(String name, String text, String origin) {}

  /** The value of {@code key}; of its default, and a fault, if what was given cannot be read. */
  public <T> T get(Key<T> key) {
    Given own = given.get(key.name());
    if (own != null) {
      try {
        return key.reader().apply(own.text());
      } catch (IllegalArgumentException e) {
        faults.add(key.name() + " (" + own.origin() + "): " + e.getMessage());
      }
    }
    return key.reader().apply(key.byDefault());
  }

  /**
   * What {@code maker} makes of values that must fit each other, or {@code otherwise} and a fault
   * if they do not.
   *
   * @param section whose keys these are, for the fault
   */
  public <T> T make(String section, Supplier<T> maker, T otherwise) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> faults.add(fault(section, line)));
      return otherwise;
    }
  }

  /** Throws if anything was wrong, and says all of it. */
  public void finish() throws ConfigException {
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
  }

  /** Every setting with what is in effect and where it came from, secrets masked. */
  public List<Effective> effective() {
    return keys.values().stream().map(this::effective).toList();
  }

  private static String fault(String section, String line) {
    return line.startsWith(section + ".") ? line : section + ": " + line;
  }

  private Effective effective(Key<?> key) {
    Given own = given.get(key.name());
    String text = key.mask().apply(own == null ? key.byDefault() : own.text());
    return new Effective(key.name(), text, own == null ? "default" : own.origin());
  }
}
