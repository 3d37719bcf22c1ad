package dev.terse.store.redis.wire;

import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An opened way to Redis: one connection that all threads share (in a cluster one to each server).
 * Each wait ends after {@link RedisAddress#timeout()}. Safe for use by many threads.
 */
public final class RedisWire implements AutoCloseable {

  /** How often each connection is asked for a sign of life. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** A call is a few commands at most; closing waits so many timeouts for calls under way. */
  private static final int CLOSE_TIMEOUTS = 3;

  private final Gate gate = new Gate();
  private final Duration timeout;
  private final String prefix;
  private final Lettuce lettuce;
  private final StatefulConnection<byte[], byte[]> connection;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;

  private RedisWire(
      RedisAddress address, Lettuce lettuce, StatefulConnection<byte[], byte[]> connection) {
    this.timeout = address.timeout();
    this.prefix = address.prefix();
    this.lettuce = lettuce;
    this.connection = connection;
    this.commands = Lettuce.commands(connection);
    lettuce.every(HEARTBEAT, () -> {
      Future<String> _ = commands.ping();
    });
  }

  /** A call that may use {@link RedisWire#commands()} and {@link RedisWire#await}. */
  @FunctionalInterface
  public interface Call<T extends @Nullable Object> {
    /** Runs it. */
    T run();
  }

  /** Connects; throws {@link StoreException} that says what to do. */
  public static RedisWire open(RedisAddress address, String operation) {
    Lettuce lettuce = new Lettuce(address);
    try {
      return new RedisWire(address, lettuce, lettuce.connect());
    } catch (RedisException e) {
      lettuce.close();
      throw Failures.of(operation, e);
    } catch (CompletionException e) {
      lettuce.close();
      throw Failures.of(operation, new RedisException(e));
    } catch (RuntimeException e) {
      lettuce.close();
      throw e;
    }
  }

  /** What all keys begin with. */
  public String prefix() {
    return prefix;
  }

  /** The commands; each answers to {@link #await}. */
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return commands;
  }

  /** The commands of each server that keys may be written to. */
  public List<RedisAsyncCommands<byte[], byte[]>> servers() {
    return Lettuce.servers(connection);
  }

  /** Runs {@code call}; throws what fails as {@link StoreException}. */
  public <T extends @Nullable Object> T call(String operation, Call<T> call) {
    gate.enter(operation);
    try {
      return call.run();
    } catch (RecordException e) {
      throw new StoreException(e.reason(), operation, e);
    } catch (RedisException e) {
      if (gate.isClosed()) {
        throw new StoreException(Reason.CLOSED, operation, "the store has been closed");
      }
      StoreException failure = Failures.of(operation, e);
      if (Failures.isFromReplica(e)) {
        // The name may lead to another server by now: have the connection made anew.
        Future<String> _ = commands.quit();
      }
      throw failure;
    } finally {
      gate.leave();
    }
  }

  /** What {@code answer} is; throws RedisException if it is an error or does not come in time. */
  public <T> T await(Future<T> answer) {
    T value = awaitOrNull(answer);
    if (value == null) {
      throw new RedisException("an empty answer");
    }
    return value;
  }

  /** {@link #await} for an answer that may be nothing. */
  public <T> @Nullable T awaitOrNull(Future<T> answer) {
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RedisCommandTimeoutException("no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisCommandInterruptedException(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Whether a command that failed so has certainly not been carried out. */
  public static boolean isRefused(RedisException failure) {
    return failure instanceof RedisCommandExecutionException;
  }

  /**
   * Has {@code listener} given each message on {@code channel}, until this is closed. After a lost
   * connection it listens again by itself; what was said meanwhile is lost. It is called on a
   * thread of the connection's.
   */
  public void listen(byte[] channel, Consumer<byte[]> listener) {
    StatefulRedisPubSubConnection<byte[], byte[]> messages = lettuce.connectPubSub();
    messages.addListener(new RedisPubSubAdapter<>() {
      @Override
      public void message(byte[] from, byte[] message) {
        listener.accept(message);
      }
    });
    awaitOrNull(messages.async().subscribe(channel));
    lettuce.every(HEARTBEAT, () -> {
      Future<String> _ = messages.async().ping();
    });
  }

  /** Lets no call in any more, waits for those under way, and disconnects. Idempotent. */
  @Override
  public void close() {
    if (!gate.isClosed()) {
      gate.close(timeout.multipliedBy(CLOSE_TIMEOUTS));
      lettuce.close();
    }
  }

  private static RedisException failure(Throwable cause) {
    return switch (cause) {
      case RedisCommandExecutionException refusal -> refusal;
      case RedisException known -> known;
      default -> new RedisException(cause);
    };
  }
}
