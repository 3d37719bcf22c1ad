package dev.terse.server.wire;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;

import dev.terse.server.loop.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a {@link Shortcut} answer requests of one connection before they are decoded. Everything
 * else passes untouched, so the ordinary way is complete and this one can only be quicker.
 *
 * <p>Two handlers share one state, which belongs to the connection's event loop. The first stands
 * in front of all others and sees bytes; the second stands behind the codec and counts requests
 * that are not answered to their end. An early answer is given only if the decoder stands between
 * requests and none is unanswered, so answers keep the order of requests; only if neither side has
 * said that it will close; and only if the client takes what it is sent, so that one who reads
 * nothing is left to Vert.x, which stops reading then.
 */
final class EarlyAnswers {

  /** Longest request that is looked at; most take a quarter of it. */
  private static final int MOST_BYTES = 2_048;

  private static final FastThreadLocal<byte[]> REQUEST = new FastThreadLocal<>() {
    @Override
    protected byte[] initialValue() {
      return new byte[MOST_BYTES];
    }
  };

  private final Supplier<Shortcut> shortcut;
  private final BoundaryDecoder decoder;
  private final IdleStateHandler idle;
  private final Runnable answered;
  private final int most;
  private final Loop loop;

  private int unanswered;
  private boolean passing;
  private boolean closing;
  private boolean invalid;
  private boolean over;

  /**
   * Asks {@code shortcut} about requests of up to {@code most} bytes.
   *
   * @param answered is told of all others
   * @param loop counts them
   */
  EarlyAnswers(
      Supplier<Shortcut> shortcut, Neighbours neighbours, Runnable answered, int most, Loop loop) {
    this.shortcut = shortcut;
    this.decoder = neighbours.decoder();
    this.idle = neighbours.idle();
    this.answered = answered;
    this.most = Math.min(most, MOST_BYTES);
    this.loop = loop;
  }

  /**
   * Handlers of the same connection.
   *
   * @param decoder stands between the two
   * @param idle closes idle connections; it is told of early answers, which it does not see
   */
  record Neighbours(BoundaryDecoder decoder, IdleStateHandler idle) {}

  /** Stands in front of all others. */
  final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      long began = loop.clockIn();
      ByteBuf answer = message instanceof ByteBuf bytes && isFree(context, bytes)
          ? answer(context, bytes)
          : null;
      if (answer == null) {
        passing = true;
        context.fireChannelRead(message);
      } else {
        ((ByteBuf) message).release();
        idle.resetReadTimeout();
        var _ = context.writeAndFlush(answer, context.voidPromise());
        loop.answeredEarly(began);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (passing) {
        passing = false;
        context.fireChannelReadComplete();
      }
    }

    private boolean isFree(ChannelHandlerContext context, ByteBuf bytes) {
      return unanswered == 0
          && !closing
          && bytes.readableBytes() <= most
          && decoder.isBetween()
          && context.channel().isWritable();
    }

    private @Nullable ByteBuf answer(ChannelHandlerContext context, ByteBuf bytes) {
      byte[] request = REQUEST.get();
      int length = bytes.readableBytes();
      bytes.getBytes(bytes.readerIndex(), request, 0, length);
      return shortcut.get().answer(request, length, context.alloc());
    }
  }

  /**
   * Stands behind the codec. What follows a request that is not valid is dropped: its answer is the
   * connection's last, so links would be followed, and visits counted, that nobody is told of.
   */
  final class Messages extends ChannelDuplexHandler {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        over = invalid;
        if (!over) {
          unanswered++;
          closing |= !HttpUtil.isKeepAlive(request);
        }
      }
      if (over) {
        ReferenceCountUtil.release(message);
        return;
      }
      context.fireChannelRead(message);
      // Those behind mark what they do not take.
      invalid |=
          message instanceof HttpRequest request && request.decoderResult().isFailure();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof HttpResponse response) {
        closing |= response.headers().contains(CONNECTION, HttpHeaderValues.CLOSE, true);
      }
      if (message instanceof LastHttpContent && !isInterim(message)) {
        unanswered--;
        answered.run();
      }
      var _ = context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
      return message instanceof HttpResponse response
          && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
  }
}
