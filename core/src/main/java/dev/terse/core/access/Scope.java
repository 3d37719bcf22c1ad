package dev.terse.core.access;

import org.jspecify.annotations.Nullable;

/** What an API key allows. Each scope stands alone, but {@link #ADMIN} includes the others. */
public enum Scope {
  /** See links and figures. */
  READ("links:read"),
  /** Make, change and delete links. */
  WRITE("links:write"),
  /** See how the server does, and no links. */
  METRICS("metrics:read"),
  /** Everything, API keys included. */
  ADMIN("admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The scope spelt {@code text}, or null if there is none. */
  public static @Nullable Scope of(String text) {
    for (Scope scope : values()) {
      if (scope.text.equals(text)) {
        return scope;
      }
    }
    return null;
  }

  /** How the API and the command line spell it. */
  public String text() {
    return text;
  }
}
