package dev.terse.testbed.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {
  private static final int PATIENCE_MILLIS = 30_000;

  /** After this, what would have come has not. */
  private static final int SILENCE_MILLIS = 300;

  private final List<AutoCloseable> open = new ArrayList<>();
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> echo(server));
    proxy = FaultProxy.to("127.0.0.1", server.getLocalPort());
    open.add(server);
    open.add(proxy);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  @Test
  void pass_bytes_comeBack() throws Exception {
    Socket client = connect();
    assertThat(echoed(client)).isEqualTo(1);
    assertThat(proxy.connections()).isEqualTo(1);
    client.shutdownOutput();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void refuse_connections_areClosedAndNoneIsTakenUntilItIsOver() throws Exception {
    Socket client = connect();
    assertThat(echoed(client)).isEqualTo(1);
    proxy.set(new Fault.Refuse());
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    proxy.set(new Fault.Pass());
    assertThat(echoed(connect())).isEqualTo(1);
  }

  @Test
  void reset_connections_areBroken() throws Exception {
    Socket client = connect();
    assertThat(echoed(client)).isEqualTo(1);
    proxy.set(new Fault.Reset());
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> echoed(connect())).isInstanceOf(SocketException.class);
    proxy.set(new Fault.Pass());
    assertThat(echoed(connect())).isEqualTo(1);
  }

  @Test
  void blackHole_bytes_areSwallowedAndConnectionsThatLostSomeStayDead() throws Exception {
    Socket dead = connect();
    Socket untouched = connect();
    assertThat(echoed(dead)).isEqualTo(1);
    assertThat(echoed(untouched)).isEqualTo(1);
    proxy.set(new Fault.BlackHole());
    assertSwallowed(dead);
    Socket late = connect();
    assertSwallowed(late);
    // Each has lost a byte, which the proxy may have been slow to take.
    while (proxy.dead() < 2) {
      Thread.sleep(10);
    }
    proxy.set(new Fault.Pass());
    assertSwallowed(dead);
    assertSwallowed(late);
    assertThat(echoed(untouched)).isEqualTo(1);
    assertThat(echoed(connect())).isEqualTo(1);
  }

  @Test
  void latency_bytes_comeBackLater() throws Exception {
    proxy.set(new Fault.Latency(Duration.ofMillis(50)));
    Socket client = connect();
    long began = System.nanoTime();
    assertThat(echoed(client)).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void cutAfter_bytes_breakTheConnection() throws Exception {
    Socket client = connect();
    assertThat(echoed(client)).isEqualTo(1);
    proxy.set(new Fault.CutAfter(3));
    assertThat(echoed(client)).isEqualTo(1);
    assertThatThrownBy(() -> echoed(client)).isInstanceOf(SocketException.class);
  }

  @Test
  void halfClose_client_seesTheEnd() throws Exception {
    Socket client = connect();
    assertThat(echoed(client)).isEqualTo(1);
    proxy.set(new Fault.HalfClose());
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    client.getOutputStream().write(1);
  }

  @Test
  void server_thatIsGone_isGoneForTheClientToo() throws Exception {
    open.removeFirst().close();
    assertThat(connect().getInputStream().read()).isEqualTo(-1);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), proxy.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    open.add(socket);
    return socket;
  }

  private static void assertSwallowed(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> echoed(socket)).isInstanceOf(SocketTimeoutException.class);
  }

  private static int echoed(Socket socket) throws IOException {
    socket.getOutputStream().write(1);
    return socket.getInputStream().read();
  }

  private static void echo(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException broken) {
      // The next connection is another.
    }
  }
}
