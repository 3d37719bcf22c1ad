package dev.terse.testbed.outage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A kept-alive connection to an HTTP server of this machine. Used by one thread. */
final class HttpWire implements AutoCloseable {

  /** An answer that takes longer is none. */
  static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;
  private final int port;

  HttpWire(int port) throws IOException {
    this.port = port;
    this.socket = new Socket();
    socket.connect(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer's status, and its headers by name in lower case. */
  record Answer(int status, Map<String, String> headers) {}

  Answer get(String path) throws IOException {
    return send("GET " + path, "");
  }

  Answer post(String path, String json) throws IOException {
    return send("POST " + path, json);
  }

  private Answer send(String line, String json) throws IOException {
    String head = line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
        + (json.isEmpty()
            ? ""
            : "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n");
    socket.getOutputStream().write((head + "\r\n" + json).getBytes(ISO_8859_1));
    String[] status = line().split(" ", 3);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT),
          header.substring(colon + 1).strip());
    }
    in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
    return new Answer(Integer.parseInt(status[1]), headers);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server has closed the connection");
      }
      line.append((char) c);
    }
    return line.substring(0, Math.max(line.length() - 1, 0));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
