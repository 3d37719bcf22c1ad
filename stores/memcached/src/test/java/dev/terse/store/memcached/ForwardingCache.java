package dev.terse.store.memcached;

import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCacheException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ways to a cache that differ from the right one. */
class ForwardingCache implements LinkCache {
  private static final int MARK = 3;
  private static final Duration BRIEF = Duration.ofSeconds(1);

  private final LinkCache right;

  ForwardingCache(LinkCache right) {
    this.right = right;
  }

  /**
   * Marks that are gone before long, so that links are filled while they are changed: what keeps
   * them right must not be the marks' life.
   */
  static final class BriefMarks extends ForwardingCache {
    BriefMarks(LinkCache right) {
      super(right);
    }

    @Override
    public void set(String key, byte[] value, Duration life) {
      super.set(key, value, value.length == MARK ? BRIEF : life);
    }
  }

  /** Changes are not marked, as if nobody had thought of it. */
  static final class WithoutMarks extends ForwardingCache {
    WithoutMarks(LinkCache right) {
      super(right);
    }

    @Override
    public void set(String key, byte[] value, Duration life) {}
  }

  /** A link that was read is put into the cache whatever has happened since, as most do it. */
  static final class BlindFills extends ForwardingCache {
    private final LinkCache right;

    BlindFills(LinkCache right) {
      super(right);
      this.right = right;
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration life) {
      right.set(key, value, life);
      return true;
    }
  }

  /** No flaw, but a wire that can be cut. */
  static final class Cuttable extends ForwardingCache {
    private volatile boolean cut;

    Cuttable(LinkCache right) {
      super(right);
    }

    void setCut(boolean cut) {
      this.cut = cut;
    }

    @Override
    void pass() {
      if (cut) {
        throw new LinkCacheException("cut");
      }
    }
  }

  /** Called before each call. */
  void pass() {}

  @Override
  public byte @Nullable [] get(String key) {
    pass();
    return right.get(key);
  }

  @Override
  public boolean add(String key, byte[] value, Duration life) {
    pass();
    return right.add(key, value, life);
  }

  @Override
  public void set(String key, byte[] value, Duration life) {
    pass();
    right.set(key, value, life);
  }

  @Override
  public boolean replace(String key, byte[] expected, byte[] value, Duration life) {
    pass();
    return right.replace(key, expected, value, life);
  }

  @Override
  public String kind() {
    return right.kind();
  }

  @Override
  public void close() {
    right.close();
  }
}
