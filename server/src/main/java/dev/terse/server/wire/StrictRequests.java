package dev.terse.server.wire;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;

/**
 * Marks as invalid what the decoder lets through and a proxy in front might read otherwise: other
 * versions than HTTP/1.0 and 1.1; no Host, but in HTTP/1.0, or two; fields without a name; and
 * other codings than chunked, whose bodies the decoder takes for further requests. Stands behind
 * the decoder; stateless.
 */
@ChannelHandler.Sharable
final class StrictRequests extends ChannelInboundHandlerAdapter {

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      boolean known = isKnown(request.protocolVersion());
      if (request.decoderResult().isSuccess() && !(known && isPlain(request))) {
        request.setDecoderResult(
            DecoderResult.failure(new IllegalArgumentException("not plain HTTP/1.1")));
      }
      if (!known) {
        // The answer is written in the request's version.
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
      }
    }
    context.fireChannelRead(message);
  }

  private static boolean isPlain(HttpRequest request) {
    if (!namesHost(request) || request.headers().contains("")) {
      return false;
    }
    // Trimmed by the decoder: a blank before it comes from a folded line, which others read
    // otherwise.
    String coding = request.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    return coding == null || HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding);
  }

  /** The decoder gives these two objects for what is spelt so; "http/1.1" is equal and another. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isKnown(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }

  /** RFC 9112, section 3.2. */
  private static boolean namesHost(HttpRequest request) {
    Iterator<String> hosts = request.headers().valueStringIterator(HttpHeaderNames.HOST);
    if (!hosts.hasNext()) {
      return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }
    hosts.next();
    return !hosts.hasNext();
  }
}
