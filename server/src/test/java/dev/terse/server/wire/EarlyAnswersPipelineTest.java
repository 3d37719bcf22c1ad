package dev.terse.server.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.loop.Loops;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the shortcut is asked at all: moments that no test over a socket can hold still. */
class EarlyAnswersPipelineTest {
  private static final String PLAIN = "GET /go HTTP/1.1\r\nHost: a\r\n\r\n";

  private final IdleStateHandler idle = new IdleStateHandler(0, 0, 60);
  private final BoundaryDecoder decoder = new BoundaryDecoder(new HttpServerOptions());
  private final EarlyAnswers early = new EarlyAnswers(
      () -> (bytes, length, allocator) -> Unpooled.copiedBuffer("early", US_ASCII),
      new EarlyAnswers.Neighbours(decoder, idle),
      () -> {},
      1_000,
      new Loops().mine());
  private final EmbeddedChannel channel =
      new EmbeddedChannel(early.new Bytes(), idle, decoder, early.new Messages());

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void request_first_isAnsweredEarly() {
    assertThat(isAnsweredEarly(PLAIN)).isTrue();
    assertThat(isAnsweredEarly(PLAIN)).isTrue();
  }

  @Test
  void request_longerThanLimit_isPassedOn() {
    assertThat(isAnsweredEarly(PLAIN + " ".repeat(1_000))).isFalse();
  }

  @Test
  void request_whileClientDoesNotRead_isPassedOn() {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    assertThat(isAnsweredEarly(PLAIN)).isFalse();

    answer(HttpResponseStatus.OK);
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    assertThat(isAnsweredEarly(PLAIN)).isTrue();
  }

  @Test
  void request_behindUnanswered_isPassedOn() {
    pass("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
    assertThat(isAnsweredEarly(PLAIN)).isFalse();

    answer(HttpResponseStatus.CONTINUE);
    answer(HttpResponseStatus.OK);
    assertThat(isAnsweredEarly(PLAIN)).isFalse();

    answer(HttpResponseStatus.OK);
    answer(HttpResponseStatus.OK);
    assertThat(isAnsweredEarly(PLAIN)).isTrue();
  }

  @Test
  void request_behindPartOfAnother_isPassedOn() {
    pass("GET /x HTTP/1.1\r\n");
    assertThat(isAnsweredEarly(PLAIN)).isFalse();
  }

  @Test
  void request_inPlaceOfBody_isPassedOn() {
    pass("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + PLAIN.length() + "\r\n\r\n");
    answer(HttpResponseStatus.OK);
    assertThat(isAnsweredEarly(PLAIN)).isFalse();
    assertThat(isAnsweredEarly(PLAIN)).isTrue();
  }

  @Test
  void request_afterClientSaidClose_isPassedOn() {
    pass("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    answer(HttpResponseStatus.OK);

    assertThat(isAnsweredEarly(PLAIN)).isFalse();
  }

  @Test
  void request_afterServerSaidClose_isPassedOn() {
    pass("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    FullHttpResponse response = response(HttpResponseStatus.OK);
    response.headers().set(HttpHeaderNames.CONNECTION, "close");
    channel.writeOutbound(response);
    releaseOutbound();

    assertThat(isAnsweredEarly(PLAIN)).isFalse();
  }

  private boolean isAnsweredEarly(String request) {
    channel.writeInbound(Unpooled.copiedBuffer(request, US_ASCII));
    if (channel.readOutbound() instanceof ByteBuf answer) {
      assertThat(answer.toString(US_ASCII)).isEqualTo("early");
      answer.release();
      return true;
    }
    return false;
  }

  /** Has the connection busy with {@code request}, which the shortcut is kept from. */
  private void pass(String request) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(2, false);
    channel.writeInbound(Unpooled.copiedBuffer(request, US_ASCII));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(2, true);
    if (request.contains("\r\n\r\n")) {
      assertThat(channel.inboundMessages().peek()).isInstanceOf(HttpRequest.class);
    }
    channel.releaseInbound();
  }

  private void answer(HttpResponseStatus status) {
    channel.writeOutbound(response(status));
    releaseOutbound();
  }

  private void releaseOutbound() {
    channel.releaseOutbound();
  }

  private static FullHttpResponse response(HttpResponseStatus status) {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
  }
}
