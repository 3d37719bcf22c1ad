package dev.terse.e2e.stop;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that follow links without a pause, each on a connection that it keeps as long as it may.
 *
 * <p>As HTTP allows (RFC 9112, 9.3.1 and 9.3.2), a GET is asked again if its connection, which has
 * brought an answer before, ends before any byte of this one. On a new connection that is a
 * failure, unless the server was told to stop: what the kernel has accepted and the server has not
 * is then refused. Everything else that is not the right redirect is a failure: half an answer, a
 * status, a wait that does not end.
 */
final class Followers implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final List<String> codes;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int port;
  private volatile boolean stopping = true;
  private volatile boolean going = true;

  /** Starts {@code count} clients on {@code codes}, which wait until a server {@link #serves}. */
  Followers(List<String> codes, int count) {
    this.codes = codes;
    for (int i = 0; i < count; i++) {
      Random random = new Random(i);
      clients.execute(() -> work(random));
    }
  }

  /** Where the link of {@code code} leads. */
  static String target(String code) {
    return "https://example.com/" + code;
  }

  /** A server answers on {@code onPort} from here on. */
  void serves(int onPort) {
    port = onPort;
    stopping = false;
  }

  /** It is about to be told to stop. */
  void stops() {
    stopping = true;
  }

  /** How many redirects came whole and right. */
  long answered() {
    return answered.get();
  }

  /** How many were asked for again, since nobody can tell whether the server saw the first. */
  long repeated() {
    return repeated.get();
  }

  /** What went wrong. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets the clients finish what they have begun, and waits for them. Idempotent. */
  void finish() {
    going = false;
    clients.shutdown();
    try {
      if (!clients.awaitTermination(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        failures.add("clients that hang");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finish();
  }

  private void work(Random random) {
    while (going) {
      int to = port;
      if (to == 0) {
        pause();
        continue;
      }
      try (Socket socket = new Socket()) {
        if (isConnected(socket, to)) {
          socket.setSoTimeout(TIMEOUT_MILLIS);
          keep(new Connection(socket), to, random);
        } else {
          pause();
        }
      } catch (IOException e) {
        failures.add(String.valueOf(e));
        pause();
      }
    }
  }

  /** Who connects just as the door is closed is refused, or his new connection is reset. */
  private boolean isConnected(Socket socket, int to) {
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      if (!stopping && to == port) {
        failures.add("no connection: " + e);
      }
      return false;
    }
  }

  /** Follows links on one connection until it ends. */
  private void keep(Connection connection, int to, Random random) throws IOException {
    boolean stays = true;
    for (long before = 0; going && stays; before++) {
      String code = codes.get(random.nextInt(codes.size()));
      String status = connection.ask(code);
      if (status == null) {
        repeated.incrementAndGet();
        if (before == 0 && !stopping && to == port) {
          failures.add("a new connection was closed without an answer");
        }
        return;
      }
      stays = finish(connection, code, status);
    }
  }

  /** Reads the rest of an answer; tells whether the connection stays. */
  private boolean finish(Connection connection, String code, String status) throws IOException {
    boolean stays = true;
    String location = "";
    for (String line = connection.line(); !line.isEmpty(); line = connection.line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("location: ")) {
        location = line.substring("location: ".length());
      }
      stays &= !lower.equals("connection: close");
    }
    if (status.startsWith("HTTP/1.1 302 ") && location.equals(target(code))) {
      answered.incrementAndGet();
      return stays;
    }
    failures.add(code + " was answered " + status + " " + location);
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection to a server; redirects have no body. */
  private static final class Connection {
    private final Socket socket;
    private final BufferedReader in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** The status line, or null if the connection ended before any byte. */
    @Nullable
    String ask(String code) throws IOException {
      int first;
      try {
        socket
            .getOutputStream()
            .write(("GET /" + code + " HTTP/1.1\r\nHost: sho.rt\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        first = in.read();
      } catch (SocketException reset) {
        return null;
      }
      return first < 0 ? null : (char) first + line();
    }

    String line() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new EOFException("half an answer");
      }
      return line;
    }
  }
}
