package dev.terse.store.redis.table;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.terse.core.link.LinkKey;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts that change one link. Each run is an attempt with a token of its own, which is
 * stored with what it wrote. So its outcome can be read back when no answer came; and who must know
 * that an attempt of somebody else's will never write, fences its token off first. Safe for use by
 * many threads.
 */
final class Attempts {
  private static final Script SETTLE = Script.load(Attempts.class, "settle.lua");

  /** How long a fence stands: no process is paused so long between two commands. */
  private static final Duration FENCE = Duration.ofDays(7);

  private static final int TOKEN_PLACE = 1 + Stored.HEAD_BYTES - Stored.TOKEN_BYTES;

  private final RedisWire wire;

  Attempts(RedisWire wire) {
    this.wire = wire;
  }

  /** What became of an attempt. */
  enum Result {
    /** It has written. */
    DONE,
    /** It has not: the key was used before. */
    TAKEN,
    /** It has not: something else is stored than it knew. */
    STALE,
    /** It has not and never will: somebody fenced it off. */
    FENCED
  }

  /**
   * An attempt's outcome.
   *
   * @param stored what is at the key, where the result depends on it
   */
  record Outcome(Result result, @Nullable Stored stored) {

    static Outcome of(LinkKey key, List<Object> answer) {
      Result result = switch (new String((byte[]) answer.getFirst(), US_ASCII)) {
        case "done" -> Result.DONE;
        case "taken" -> Result.TAKEN;
        case "stale" -> Result.STALE;
        default -> Result.FENCED;
      };
      return new Outcome(
          result, Stored.read(key, answer.size() > 1 ? (byte[]) answer.get(1) : null));
    }
  }

  /** Has {@code script} attempt to write {@code next}; reads back what became of it if need be. */
  Outcome run(Script script, Stored next, byte[][] keys, byte[]... arguments) {
    LinkKey key = next.key();
    try {
      return Outcome.of(key, wire.await(script.run(wire.commands(), keys, arguments)));
    } catch (RedisException e) {
      if (RedisWire.isRefused(e)) {
        throw e;
      }
      return readBack(key, next.token(), e);
    }
  }

  /** Fences the attempt {@code token} off, unless what is stored is what it wrote. */
  Outcome settle(LinkKey key, byte[] token) {
    return Outcome.of(
        key,
        wire.await(SETTLE.run(
            wire.commands(),
            new byte[][] {link(key), fence(key, token)},
            Script.number(TOKEN_PLACE),
            token,
            Script.number(FENCE.toSeconds()))));
  }

  /** Where the link is. */
  byte[] link(LinkKey key) {
    return Bucket.of(key).key(wire.prefix(), "l", key.bytes());
  }

  /** Where it stands that the attempt {@code token} must not write. */
  byte[] fence(LinkKey key, byte[] token) {
    return Bucket.of(key).key(wire.prefix(), "f", token);
  }

  private Outcome readBack(LinkKey key, byte[] token, RedisException failure) {
    Outcome outcome;
    try {
      outcome = settle(key, token);
    } catch (RedisException again) {
      failure.addSuppressed(again);
      throw failure;
    }
    if (outcome.result() == Result.DONE) {
      return outcome;
    }
    throw new RedisException("not done, as was read back: " + failure.getMessage(), failure);
  }
}
