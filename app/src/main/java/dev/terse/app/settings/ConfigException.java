package dev.terse.app.settings;

import java.util.List;

/** The configuration cannot be used. Carries every fault that was found, each a sentence. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  /** All of {@code faults}. */
  public ConfigException(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, in the order it was found. */
  public List<String> faults() {
    return faults;
  }
}
