package dev.terse.core.tier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by key, kept outside of this process for a while by servers that may forget or die at any
 * time. Every call waits a bounded time and throws {@link LinkCacheException} when its outcome is
 * not known. Keys are 1 to {@value #MAX_KEY} printable ASCII characters without blanks. Safe for
 * use by many threads.
 */
public interface LinkCache extends AutoCloseable {

  /** Longest key. */
  int MAX_KEY = 250;

  /** What is kept at {@code key}, whoever put it there, or null. */
  byte @Nullable [] get(String key);

  /** Puts {@code value} for {@code life} if there is nothing, and tells whether it did. */
  boolean add(String key, byte[] value, Duration life);

  /** Puts {@code value} for {@code life}, whatever there is. */
  void set(String key, byte[] value, Duration life);

  /**
   * Puts {@code value} for {@code life} in place of {@code expected} and tells whether it did; the
   * comparison and the put are one step.
   */
  boolean replace(String key, byte[] expected, byte[] value, Duration life);

  /** Its kind, for people: "memcached". */
  String kind();

  /** Lets go of the servers. Idempotent. */
  @Override
  void close();
}
