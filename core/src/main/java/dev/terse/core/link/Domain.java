package dev.terse.core.link;

/**
 * A host with its own space of codes. The default domain stands for every host that has no space of
 * its own, so a store can be served under another name without touching its links.
 *
 * @param host lower-case ASCII host with an optional port, or the empty string for the default
 */
public record Domain(String host) {

  /** The space of codes of every host that has none of its own. */
  public static final Domain DEFAULT = new Domain("");

  /** Whether this is {@link #DEFAULT}. */
  public boolean isDefault() {
    return host.isEmpty();
  }
}
