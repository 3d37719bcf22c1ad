package dev.terse.store.redis;

import dev.terse.core.store.StoreUrl;

/** URLs of cases that ask what is right, on however busy a machine; other cases ask how long. */
public final class Patient {
  private static final String OPTIONS = "timeout=20s&connect-timeout=20s";

  private Patient() {}

  /** {@code url}, with time enough for each call. */
  public static StoreUrl url(String url) {
    return StoreUrl.parse(url + (url.contains("?") ? "&" : "?") + OPTIONS);
  }
}
