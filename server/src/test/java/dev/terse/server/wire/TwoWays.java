package dev.terse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.redirect.RedirectConfig;
import dev.terse.server.support.Configs;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.wire.Corpus.Conversation;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Two servers with the same links, one with the shortcut and one without, asked the same. */
final class TwoWays implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int ATTEMPTS = 5;

  /** Ends a conversation, or what is left of a request that was begun, and the connection. */
  private static final byte[] END = lines(
          "GET /-/health/live HTTP/1.1", "Host: a", "Connection: close", "", "0", "", "")
      .repeat(3)
      .getBytes(StandardCharsets.ISO_8859_1);

  private final TestServer ordinary;
  private final TestServer quick;
  private final Map<LinkId, String> codes = new HashMap<>();

  private final AtomicReference<Shortcut> shortcut = new AtomicReference<>(Shortcut.NONE);

  /** Starts both below {@code directory}. */
  TwoWays(Path directory) throws StartException {
    this.ordinary = start(directory.resolve("ordinary"), false);
    this.quick = start(directory.resolve("quick"), true);
    quick.running().wrapShortcut(real -> {
      shortcut.set(real);
      return real;
    });
  }

  /** Puts {@code wrapper}, in place of any other, around the shortcut. */
  void wrap(UnaryOperator<Shortcut> wrapper) {
    quick.running().wrapShortcut(_ -> wrapper.apply(shortcut.get()));
  }

  /**
   * What the conversation gets on either way, if they never agree; else null. A server that closes
   * while a client still sends resets the connection, which may cut off what it has answered: one
   * disagreement may be chance.
   */
  @Nullable
  String difference(Conversation conversation) throws IOException {
    Set<String> told = new LinkedHashSet<>();
    Set<String> quickly = new LinkedHashSet<>();
    for (int i = 0; i < ATTEMPTS && Collections.disjoint(told, quickly); i++) {
      told.add(answers(ordinary, conversation));
      quickly.add(answers(quick, conversation));
    }
    return Collections.disjoint(told, quickly)
        ? conversation + "\nthe ordinary way:\n" + told + "\nthe short way:\n" + quickly
        : null;
  }

  @Override
  public void close() {
    ordinary.close();
    quick.close();
  }

  /** All that comes back until the server closes, and which visits were counted. */
  private String answers(TestServer server, Conversation conversation) throws IOException {
    server.visits().clear();
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      send(socket, conversation);
      socket.getInputStream().transferTo(answers);
    } catch (SocketTimeoutException e) {
      answers.writeBytes("no end".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException reset) {
      // What was answered before has been read.
      assertThat(reset).isNotNull();
    }
    List<String> visited = server.visits().stream()
        .map(visit -> Objects.requireNonNull(codes.get(visit.link())))
        .toList();
    return answers.toString(StandardCharsets.ISO_8859_1) + "\nvisits " + visited;
  }

  private static void send(Socket socket, Conversation conversation) throws IOException {
    try {
      for (byte[] piece : conversation.pieces()) {
        socket.getOutputStream().write(piece);
        LockSupport.parkNanos(conversation.pause().toNanos());
      }
      socket.getOutputStream().write(END);
    } catch (IOException closed) {
      // After an answer that says so; what was said is still to be read.
      assertThat(closed).isNotNull();
    }
  }

  private TestServer start(Path directory, boolean shortcut) throws StartException {
    RedirectConfig redirects = new RedirectConfig(
        RedirectConfig.DEFAULT.status(), RedirectConfig.DEFAULT.maxAge(), shortcut);
    ServerConfig config = Configs.url(ServerConfig.DEFAULT, "https://sho.rt/");
    TestServer server =
        TestServer.start(directory, Setup.plain().with(Configs.redirects(config, redirects)));
    for (String code : Corpus.CODES) {
      JsonObject link = new JsonObject().put("target", "https://example.com/" + code + "?a=b");
      if (code.startsWith("30")) {
        link.put("status", Integer.parseInt(code));
      }
      server.json("POST /-/api/v1/links", link.put("code", code).encode());
      server.ask("GET /" + code);
      codes.put(
          Objects.requireNonNull(server.store().links().find(LinkKey.of(new Code(code))))
              .id(),
          code);
    }
    return server;
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
