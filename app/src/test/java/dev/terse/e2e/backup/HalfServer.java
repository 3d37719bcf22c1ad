package dev.terse.e2e.backup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server whose backups stop half-way: broken off, or for ever silent. */
final class HalfServer implements AutoCloseable {
  private final HttpServer server;
  private final CountDownLatch silence = new CountDownLatch(1);

  /** Sends {@code half} of a backup and then, if {@code silent}, nothing, else breaks off. */
  HalfServer(byte[] half, boolean silent) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/-/api/v1/backup", exchange -> answer(exchange, half, silent));
    server.start();
  }

  private void answer(HttpExchange exchange, byte[] half, boolean silent) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(half);
    exchange.getResponseBody().flush();
    if (silent) {
      try {
        silence.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    throw new IOException("broken off");
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
  }
}
