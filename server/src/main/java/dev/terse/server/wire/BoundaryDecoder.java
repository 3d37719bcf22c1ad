package dev.terse.server.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/** Vert.x's decoder, which also knows whether it stands between two requests. */
final class BoundaryDecoder extends VertxHttpRequestDecoder {
  private boolean between = true;

  BoundaryDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Whether every byte so far belongs to a request that has been read to its end. */
  boolean isBetween() {
    return between;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    super.decode(context, bytes, out);
    between = !bytes.isReadable()
        && !out.isEmpty()
        && out.getLast() instanceof LastHttpContent last
        && last.decoderResult().isSuccess();
  }
}
