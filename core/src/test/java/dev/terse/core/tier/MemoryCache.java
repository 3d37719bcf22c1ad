package dev.terse.core.tier;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache server in memory and the ways to it: each {@link Way} is one node's and can be cut. The
 * server's time stands still until {@link #pass} lets some go by.
 */
final class MemoryCache {
  private final Map<String, Held> held = new HashMap<>();
  private long now;

  private static final class Held {
    private final byte[] value;
    private final long until;

    Held(byte[] value, long until) {
      this.value = value.clone();
      this.until = until;
    }
  }

  /** A way to this server. */
  Way way() {
    return new Way();
  }

  /** Lets {@code time} go by. */
  synchronized void pass(Duration time) {
    now += time.toNanos();
  }

  private synchronized @Nullable Held at(String key) {
    Held there = held.get(key);
    return there == null || there.until <= now ? null : there;
  }

  private synchronized boolean put(
      String key, byte @Nullable [] expected, byte[] value, Duration life) {
    Held there = at(key);
    byte[] present = there == null ? null : there.value;
    if (!Arrays.equals(present, expected)) {
      return false;
    }
    held.put(key, new Held(value, now + life.toNanos()));
    return true;
  }

  /** One node's way to the server. */
  final class Way implements LinkCache {
    private volatile boolean cut;
    private volatile Runnable beforeFill = () -> {};

    /** Whether every call fails. */
    void setCut(boolean cut) {
      this.cut = cut;
    }

    /** Has {@code action} run once, when the next link is on its way to the server. */
    void beforeFill(Runnable action) {
      beforeFill = () -> {
        beforeFill = () -> {};
        action.run();
      };
    }

    private void throwIfCut() {
      if (cut) {
        throw new LinkCacheException("cut");
      }
    }

    @Override
    public byte @Nullable [] get(String key) {
      throwIfCut();
      Held there = at(key);
      return there == null ? null : there.value.clone();
    }

    @Override
    public boolean add(String key, byte[] value, Duration life) {
      throwIfCut();
      return put(key, null, value, life);
    }

    @Override
    public void set(String key, byte[] value, Duration life) {
      throwIfCut();
      synchronized (MemoryCache.this) {
        held.put(key, new Held(value, now + life.toNanos()));
      }
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration life) {
      throwIfCut();
      if (value[2] == 'V') {
        beforeFill.run();
      }
      return put(key, expected, value, life);
    }

    @Override
    public String kind() {
      return "memory";
    }

    @Override
    public void close() {}
  }
}
