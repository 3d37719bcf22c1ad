package dev.terse.topology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
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

/**
 * Clients that follow links without a pause, each on a connection that it keeps as long as it may.
 * They ask each question once: whatever is not the redirect that was expected is a failure, a
 * connection that closes without having said so included.
 */
final class Load implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final int port;
  private final List<String> codes;
  private final AtomicLong answered = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean going = true;

  private Load(int port, List<String> codes) {
    this.port = port;
    this.codes = codes;
  }

  /** Starts {@code count} clients on {@code codes}, whose targets are {@link #target}. */
  static Load start(int port, List<String> codes, int count) {
    Load load = new Load(port, codes);
    for (int i = 0; i < count; i++) {
      Random random = new Random(i);
      load.clients.execute(() -> load.work(random));
    }
    return load;
  }

  /** Where the link of {@code code} leads. */
  static String target(String code) {
    return "https://example.com/" + code;
  }

  /** How many redirects were right. */
  long answered() {
    return answered.get();
  }

  /** What went wrong. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets the clients finish what they have begun, and waits for them. */
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
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        BufferedReader in = new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        boolean open = true;
        while (going && open) {
          open = follow(codes.get(random.nextInt(codes.size())), socket, in);
        }
      } catch (IOException e) {
        failures.add(String.valueOf(e));
        pause();
      }
    }
  }

  /** Follows one link; tells whether the connection stays. */
  private boolean follow(String code, Socket socket, BufferedReader in) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET /" + code + " HTTP/1.1\r\nHost: sho.rt\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    String status = in.readLine();
    if (status == null) {
      throw new IOException("closed without an answer");
    }
    String location = "";
    boolean stays = true;
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("location: ")) {
        location = line.substring("location: ".length());
      } else if (lower.startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      } else if (lower.equals("connection: close")) {
        stays = false;
      }
    }
    var _ = in.skip(length);
    if (status.startsWith("HTTP/1.1 302") && location.equals(target(code))) {
      answered.incrementAndGet();
    } else {
      failures.add(status);
    }
    return stays;
  }

  /** A failure is no reason to ask faster. */
  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
