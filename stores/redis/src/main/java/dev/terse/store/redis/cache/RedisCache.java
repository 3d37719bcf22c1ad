package dev.terse.store.redis.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.store.StoreException;
import dev.terse.core.tier.Breaker;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCacheException;
import dev.terse.store.redis.wire.RedisAddress;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One Redis, behind a breaker. Safe for use by many threads. */
final class RedisCache implements LinkCache {
  /** How long a call may take; to connect may take {@value #CONNECT_CALLS} times as long. */
  static final Duration CALL = Duration.ofMillis(100);

  private static final int CONNECT_CALLS = 5;
  private static final byte[] NO_STRING = {};

  private final RedisAddress address;
  private final String name;
  private final Breaker breaker;
  private final Script replace = Script.load(RedisCache.class, "replace.lua");
  private volatile @Nullable RedisWire wire;

  private RedisCache(RedisAddress address, String name) {
    this.address = address;
    this.name = name;
    this.breaker = new Breaker(name, this::answers);
  }

  /**
   * The cache at {@code address}, called {@code name} for people, which has {@code call} for an
   * answer.
   */
  static RedisCache open(RedisAddress address, String name, Duration call) {
    RedisAddress impatient = new RedisAddress(
        address.form(),
        address.servers(),
        address.prefix(),
        call.multipliedBy(CONNECT_CALLS),
        call,
        address.authorities());
    RedisCache cache = new RedisCache(impatient, name);
    cache.breaker.start();
    return cache;
  }

  @Override
  public byte @Nullable [] get(String key) {
    return breaker.call(() -> ask(redis -> {
      try {
        return redis.awaitOrNull(redis.commands().get(place(redis, key)));
      } catch (RedisException e) {
        if (RedisWire.isRefused(e)) {
          return NO_STRING;
        }
        throw e;
      }
    }));
  }

  @Override
  public boolean add(String key, byte[] value, Duration life) {
    return put(key, value, SetArgs.Builder.nx().px(life));
  }

  @Override
  public void set(String key, byte[] value, Duration life) {
    put(key, value, SetArgs.Builder.px(life));
  }

  @Override
  public boolean replace(String key, byte[] expected, byte[] value, Duration life) {
    return breaker.call(() -> ask(redis -> {
      byte[][] keys = {place(redis, key)};
      byte[] millis = Script.number(life.toMillis());
      List<Object> answer =
          redis.await(replace.run(redis.commands(), keys, expected, value, millis));
      return answer.equals(List.of(1L));
    }));
  }

  private boolean put(String key, byte[] value, SetArgs how) {
    return breaker.call(() -> ask(redis ->
        redis.awaitOrNull(redis.commands().set(place(redis, key), value, how)) != null));
  }

  private static byte[] place(RedisWire redis, String key) {
    return (redis.prefix() + ":" + key).getBytes(UTF_8);
  }

  private <T extends @Nullable Object> T ask(Function<RedisWire, T> question) {
    RedisWire connected = wire;
    if (connected == null) {
      throw new LinkCacheException(name + " is not connected");
    }
    try {
      return connected.call("cache", () -> question.apply(connected));
    } catch (StoreException | RedisException e) {
      throw new LinkCacheException(name + ": " + e.getMessage());
    }
  }

  /** Connects at first; later Lettuce does so by itself. */
  private boolean answers() {
    try {
      RedisWire connected = wire;
      if (connected == null) {
        connected = RedisWire.open(address, "cache");
        wire = connected;
      }
      connected.await(connected.commands().ping());
      return true;
    } catch (StoreException | RedisException _) {
      return false;
    }
  }

  @Override
  public String kind() {
    return "Redis";
  }

  @Override
  public void close() {
    breaker.close();
    RedisWire connected = wire;
    if (connected != null) {
      connected.close();
    }
  }
}
