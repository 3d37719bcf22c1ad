package dev.terse.app.serve;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of Java's heap {@code cache.size} may take. */
final class CacheSize {
  private static final Logger LOG = LoggerFactory.getLogger(CacheSize.class);

  /** The part of the heap that is left to it: one in so many. */
  private static final int SHARE = 2;

  private CacheSize() {}

  /**
   * {@code wanted} or, if a heap of {@code heap} bytes has no room for it, what it has; says so.
   */
  static long within(long wanted, long heap) {
    long most = heap / SHARE;
    if (wanted <= most) {
      return wanted;
    }
    LOG.warn(
        "cache.size of {} MiB does not fit into Java's heap of {} MiB; {} MiB it is: give Java"
            + " -Xmx{}m in TERSE_JAVA_OPTS, or its container as much more memory",
        mebibytes(wanted),
        mebibytes(heap),
        mebibytes(most),
        mebibytes(SHARE * wanted));
    return most;
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
