package dev.terse.server.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Vert.x's decoder, which also knows whether it stands between two requests, and takes no more than
 * {@value #MOST_FIELDS} header fields with one.
 */
final class BoundaryDecoder extends VertxHttpRequestDecoder {

  /**
   * The default of Apache httpd and of Tomcat. A head of 16 KiB has room for 3,000, each of which
   * becomes 200 bytes of Java's heap that live until the head is complete.
   */
  static final int MOST_FIELDS = 100;

  private boolean between = true;
  private int fields;

  BoundaryDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Whether every byte so far belongs to a request that has been read to its end. */
  boolean isBetween() {
    return between;
  }

  /** A request has too many header fields. Says no more than that, and costs little. */
  static final class TooManyFieldsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyFieldsException() {
      super("more than " + MOST_FIELDS + " header fields", null, false, false);
    }
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    fields = 0;
    return super.createMessage(initialLine);
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (++fields > MOST_FIELDS) {
      throw new TooManyFieldsException();
    }
    return super.splitHeaderName(line, start, length);
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
