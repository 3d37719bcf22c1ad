package dev.terse.core.link;

import org.jspecify.annotations.Nullable;

/** The HTTP status a redirect is answered with (RFC 9110, section 15.4). */
public enum RedirectStatus {
  /** 301: for good; browsers may change POST to GET. */
  MOVED_PERMANENTLY(301, true),
  /** 302: for now; browsers may change POST to GET. */
  FOUND(302, false),
  /** 307: for now; the method is kept. */
  TEMPORARY_REDIRECT(307, false),
  /** 308: for good; the method is kept. */
  PERMANENT_REDIRECT(308, true);

  private final int number;
  private final boolean permanent;

  RedirectStatus(int number, boolean permanent) {
    this.number = number;
    this.permanent = permanent;
  }

  /** The status of that number, or null if it is none of the four. */
  public static @Nullable RedirectStatus of(int number) {
    for (RedirectStatus status : values()) {
      if (status.number == number) {
        return status;
      }
    }
    return null;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  /** Whether browsers and caches may remember the answer. */
  public boolean isPermanent() {
    return permanent;
  }
}
