package dev.terse.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.testbed.LocalServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** HAProxy with {@code deploy/haproxy.cfg} in front of two nodes. Used by one thread. */
final class Balancer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final LocalServer process;
  private final Path socket;
  private final int port;

  private Balancer(LocalServer process, Path socket, int port) {
    this.process = process;
    this.socket = socket;
    this.port = port;
  }

  /** Starts it in front of {@code first} and {@code second}; both must be up soon. */
  static Balancer start(Path directory, Node first, Node second) throws IOException {
    int port = LocalServer.freePort();
    Path socket = directory.resolve("haproxy.sock");
    // What the test wants to know comes in by a file of its own, not by the one that is tested.
    Path watched = Files.writeString(
        directory.resolve("watched.cfg"), "global\n  stats socket " + socket + "\n");
    LocalServer process = LocalServer.start(
            directory,
            "haproxy",
            List.of(
                "env",
                "TERSE_BIND=127.0.0.1:" + port,
                "TERSE_NODE_1=" + first.address(),
                "TERSE_NODE_2=" + second.address(),
                "PATH=/usr/sbin:/usr/bin",
                "haproxy",
                "-db",
                "-f",
                Node.ROOT.resolve("deploy/haproxy.cfg").toString(),
                "-f",
                watched.toString()))
        .awaitPort("127.0.0.1", port, PATIENCE);
    Balancer balancer = new Balancer(process, socket, port);
    balancer.awaitUp(1);
    balancer.awaitUp(2);
    return balancer;
  }

  /** Where it listens. */
  URI url() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Its port on 127.0.0.1. */
  int port() {
    return port;
  }

  /** Waits until it sends requests to node {@code number}. */
  void awaitUp(int number) {
    await(number, "UP");
  }

  /** Waits until it has noticed that node {@code number} is not to be asked. */
  void awaitDown(int number) {
    await(number, "DOWN");
  }

  @Override
  public void close() {
    process.close();
  }

  private void await(int number, String state) {
    Pattern line =
        Pattern.compile("^terse,terse-" + number + ",.*," + state + "\\b.*", Pattern.MULTILINE);
    Awaitility.await("node " + number + " is " + state)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(ask("show stat\n")).containsPattern(line));
  }

  private String ask(String question) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(1 << 16);
      while (channel.read(answer) >= 0) {
        assertThat(answer.hasRemaining()).isTrue();
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }
  }
}
