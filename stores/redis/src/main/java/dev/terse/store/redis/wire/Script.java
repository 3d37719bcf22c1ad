package dev.terse.store.redis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A Lua script, which Redis runs as one step. It is sent whole once to each server and named by its
 * digest after that. Its keys lie in one slot; it answers with a list. Immutable.
 */
public final class Script {
  private final byte[] text;
  private final String digest;

  private Script(byte[] text) {
    this.text = text;
    try {
      this.digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  /** The script in {@code file}, a resource beside {@code neighbour}. */
  public static Script load(Class<?> neighbour, String file) {
    try (InputStream resource = neighbour.getResourceAsStream(file)) {
      if (resource == null) {
        throw new AssertionError("the artifact lacks " + file);
      }
      return new Script(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the script. */
  public CompletableFuture<List<Object>> run(
      RedisClusterAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[]... arguments) {
    CompletionStage<List<Object>> named =
        redis.evalsha(digest, ScriptOutputType.MULTI, keys, arguments);
    return named
        .exceptionallyCompose(failure -> {
          if (cause(failure) instanceof RedisNoScriptException) {
            return redis.eval(text, ScriptOutputType.MULTI, keys, arguments);
          }
          return CompletableFuture.failedFuture(failure);
        })
        .toCompletableFuture();
  }

  /** The argument that is {@code number} to a script. */
  public static byte[] number(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
