package dev.terse.e2e.follow;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection on which links are followed, one after the other. Used by one thread. */
public final class Following implements AutoCloseable {
  /** Longest wait for a connection and for a part of an answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String LOCATION = "location: ";
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final BufferedReader in;

  private Following(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /** Connects to {@code port} of the loopback address. */
  public static Following connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      return new Following(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Where the link of {@code code} is to lead. */
  public static String target(String code) {
    return "https://example.com/" + code;
  }

  /**
   * What came for a link.
   *
   * @param status the status line
   * @param stays whether another may be asked for on the same connection
   */
  public record Answer(String status, String location, boolean stays) {

    /** Whether it leads where {@code code} is to lead. */
    public boolean follows(String code) {
      return status.startsWith("HTTP/1.1 302 ") && location.equals(target(code));
    }
  }

  /** Asks for {@code code}; null if the connection ended before any byte of an answer. */
  public @Nullable Answer ask(String code) throws IOException {
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
    return first < 0 ? null : answer((char) first + line());
  }

  private Answer answer(String status) throws IOException {
    boolean stays = true;
    String location = "";
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LOCATION)) {
        location = line.substring(LOCATION.length());
      } else if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()));
      }
      stays &= !lower.equals("connection: close");
    }
    var _ = in.skip(length);
    return new Answer(status, location, stays);
  }

  private String line() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("half an answer");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
