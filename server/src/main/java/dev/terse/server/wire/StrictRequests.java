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
 * versions than HTTP/1.0 and 1.1; no Host, but in HTTP/1.0, or two; and other codings than chunked,
 * whose bodies the decoder takes for further requests. Stands behind the decoder; stateless.
 */
@ChannelHandler.Sharable
final class StrictRequests extends ChannelInboundHandlerAdapter {

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request
        && request.decoderResult().isSuccess()
        && !isPlain(request)) {
      request.setDecoderResult(
          DecoderResult.failure(new IllegalArgumentException("not plain HTTP/1.1")));
    }
    context.fireChannelRead(message);
  }

  private static boolean isPlain(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return false;
    }
    if (!namesHost(request)) {
      return false;
    }
    String coding = request.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    return coding == null || HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding.strip());
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
