package dev.terse.server.redirect;

import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.redirect.Resolution;
import dev.terse.server.ops.Readiness;
import dev.terse.server.origin.LinkPath;
import dev.terse.server.origin.OwnPaths;
import dev.terse.server.wire.PlainGet;
import dev.terse.server.wire.Shortcut;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers links that memory knows, with the bytes that {@link RedirectHandler} answers with. All
 * else is left to the ordinary way, and so is everything once the server is about to stop.
 */
public final class KnownRedirects implements Shortcut {
  private final OwnPaths own;
  private final Redirector redirector;
  private final Followed followed;
  private final Readiness readiness;
  private final Map<RedirectStatus, Frame> frames = new EnumMap<>(RedirectStatus.class);

  /** Answers what {@code redirector} remembers, unless its path is our {@code own}. */
  public KnownRedirects(
      OwnPaths own,
      Redirector redirector,
      Followed followed,
      RedirectConfig config,
      Readiness readiness) {
    this.own = own;
    this.redirector = redirector;
    this.followed = followed;
    this.readiness = readiness;
    for (RedirectStatus status : RedirectStatus.values()) {
      frames.put(status, new Frame(status, config));
    }
  }

  @Override
  public @Nullable ByteBuf answer(byte[] bytes, int length, ByteBufAllocator allocator) {
    String path = readiness.isStopping() ? null : PlainGet.path(bytes, length);
    if (path == null || own.hold(path)) {
      return null;
    }
    LinkKey key = LinkPath.key(path);
    if (key == null || !(redirector.resolveNow(key) instanceof Resolution.Redirect redirect)) {
      return null;
    }
    followed.note(redirect);
    Frame frame = Objects.requireNonNull(frames.get(redirect.status()));
    return frame.around(redirect.target().value(), allocator);
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

    ByteBuf around(String target, ByteBufAllocator allocator) {
      int size = before.length + target.length() + after.length;
      ByteBuf answer = allocator.directBuffer(size, size).writeBytes(before);
      answer.writeCharSequence(target, StandardCharsets.US_ASCII);
      return answer.writeBytes(after);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
