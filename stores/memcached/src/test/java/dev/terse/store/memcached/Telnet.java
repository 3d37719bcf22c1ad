package dev.terse.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Speaks with a memcached as anybody can. */
final class Telnet {
  private static final String STORED = "STORED\r\n";

  private Telnet() {}

  /** Puts {@code value} beside {@code flags}, which clients read as they like. */
  static void set(int port, String key, int flags, byte[] value) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      String head = "set " + key + " " + flags + " 60 " + value.length + "\r\n";
      out.write(head.getBytes(US_ASCII));
      out.write(value);
      out.write("\r\n".getBytes(US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(STORED.length());
      if (!STORED.equals(new String(answer, US_ASCII))) {
        throw new IllegalStateException("memcached says " + new String(answer, US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
