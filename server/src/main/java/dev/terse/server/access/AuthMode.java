package dev.terse.server.access;

import java.util.Locale;

/** Which requests need an API key. */
public enum AuthMode {
  /** All but those that are plainly local. */
  LOCAL,
  /** None, except to manage API keys. */
  OPEN,
  /** All. */
  KEYS;

  /** How configuration and API spell it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
