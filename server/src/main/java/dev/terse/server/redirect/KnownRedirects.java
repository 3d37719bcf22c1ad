package dev.terse.server.redirect;

import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.redirect.NearRedirects;
import dev.terse.core.redirect.Resolution;
import dev.terse.server.ops.Readiness;
import dev.terse.server.origin.LinkPath;
import dev.terse.server.origin.OwnPaths;
import dev.terse.server.wire.PlainGet;
import dev.terse.server.wire.Shortcut;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers links that memory knows, with the bytes that {@link RedirectHandler} answers with. All
 * else is left to the ordinary way, and so is everything once the server is about to stop.
 */
public final class KnownRedirects implements Shortcut {
  private final OwnPaths own;
  private final FastThreadLocal<NearRedirects> nearby;
  private final Followed followed;
  private final Readiness readiness;
  private final Map<RedirectStatus, Frame> frames = new EnumMap<>(RedirectStatus.class);

  /**
   * Answers what memory knows, unless its path is our {@code own}.
   *
   * @param near makes the memory of one event loop
   */
  public KnownRedirects(
      OwnPaths own,
      Supplier<NearRedirects> near,
      Followed followed,
      RedirectConfig config,
      Readiness readiness) {
    this.own = own;
    this.nearby = new FastThreadLocal<>() {
      @Override
      protected NearRedirects initialValue() {
        return near.get();
      }
    };
    this.followed = followed;
    this.readiness = readiness;
    for (RedirectStatus status : RedirectStatus.values()) {
      frames.put(status, new Frame(status, config));
    }
  }

  @Override
  public @Nullable ByteBuf answer(byte[] bytes, int length, ByteBufAllocator allocator) {
    int end = readiness.isStopping() ? -1 : PlainGet.pathEnd(bytes, length);
    if (end < 0) {
      return null;
    }
    NearRedirects near = nearby.get();
    if (!near.find(bytes, PlainGet.PATH_START, end)) {
      return answerFromAfar(near, bytes, end, allocator);
    }
    followed.note(near.link());
    return frame(near.status())
        .around(near.targetBytes(), near.targetStart(), near.targetLength(), allocator);
  }

  private @Nullable ByteBuf answerFromAfar(
      NearRedirects near, byte[] bytes, int end, ByteBufAllocator allocator) {
    int start = PlainGet.PATH_START;
    String path = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    LinkKey key = own.hold(path) ? null : LinkPath.key(path);
    if (key == null
        || !(near.resolve(key, bytes, start, end) instanceof Resolution.Redirect redirect)) {
      return null;
    }
    followed.note(redirect.link());
    byte[] target = redirect.target().value().getBytes(StandardCharsets.US_ASCII);
    return frame(redirect.status()).around(target, 0, target.length, allocator);
  }

  private Frame frame(RedirectStatus status) {
    return Objects.requireNonNull(frames.get(status));
  }

  /** The bytes before and after a target. */
  private static final class Frame {
    private final byte[] before;
    private final byte[] after;

    Frame(RedirectStatus status, RedirectConfig config) {
      before = ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(status.number()) + "\r\nlocation: ");
      after = ascii(
          "\r\ncache-control: " + config.cacheControl(status) + "\r\ncontent-length: 0\r\n\r\n");
    }

    ByteBuf around(byte[] bytes, int start, int length, ByteBufAllocator allocator) {
      int size = before.length + length + after.length;
      return allocator
          .directBuffer(size, size)
          .writeBytes(before)
          .writeBytes(bytes, start, length)
          .writeBytes(after);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
