package dev.terse.testbed.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** One connection through a {@link FaultProxy}: two sockets, and a line each way. */
final class ProxiedConnection {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int BUFFER_BYTES = 64 << 10;

  /** What is on its way in one direction; more waits to be read. */
  private static final int MAX_CHUNKS = 256;

  private final Socket client;
  private final Socket server = new Socket();
  private final InetSocketAddress target;
  private final Supplier<Fault> fault;
  private final AtomicLong passed = new AtomicLong();
  private volatile boolean isDead;

  ProxiedConnection(Socket client, InetSocketAddress target, Supplier<Fault> fault) {
    this.client = client;
    this.target = target;
    this.fault = fault;
  }

  /** Pumps until both sides have ended. */
  void run() {
    try {
      client.setTcpNoDelay(true);
      suffer(fault.get());
      if (fault.get() instanceof Fault.BlackHole) {
        isDead = true;
      } else {
        server.setTcpNoDelay(true);
        server.connect(target, CONNECT_MILLIS);
      }
      Thread back = Thread.ofVirtual().start(() -> pump(server, client));
      pump(client, server);
      back.join();
    } catch (IOException _) {
      // The server cannot be reached, so the client must not believe that it was.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(client);
      close(server);
    }
  }

  /** Whether it has lost a byte, or its server's half. */
  boolean isDead() {
    return isDead;
  }

  /** Does what {@code next} does to a connection at once. */
  void suffer(Fault next) {
    passed.set(0);
    switch (next) {
      case Fault.Pass(), Fault.BlackHole(), Fault.Latency _, Fault.CutAfter _ -> {}
      case Fault.Refuse() -> {
        close(client);
        close(server);
      }
      case Fault.Reset() -> reset();
      case Fault.HalfClose() -> {
        isDead = true;
        shutdownOutput(client);
      }
    }
  }

  /** What was read, and when it goes on; empty at the end. */
  private record Chunk(ByteBuffer bytes, long due) {}

  /** Reads {@code from} while another thread writes, so that delays overlap as on a long line. */
  private void pump(Socket from, Socket to) {
    BlockingQueue<Chunk> line = new ArrayBlockingQueue<>(MAX_CHUNKS);
    Thread writer = Thread.ofVirtual().start(() -> write(line, from, to));
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      if (from.isConnected()) {
        for (int n = from.getInputStream().read(buffer);
            n >= 0;
            n = from.getInputStream().read(buffer)) {
          pass(Arrays.copyOf(buffer, n), line);
        }
        line.put(new Chunk(ByteBuffer.allocate(0), System.nanoTime() + delay()));
        writer.join();
      }
    } catch (IOException broken) {
      close(client);
      close(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writer.interrupt();
    }
  }

  private void pass(byte[] bytes, BlockingQueue<Chunk> line) throws InterruptedException {
    switch (fault.get()) {
      case Fault.BlackHole() -> isDead = true;
      case Fault.CutAfter(long most) -> {
        if (passed.addAndGet(bytes.length) > most) {
          reset();
        }
      }
      case Fault.Latency _, Fault.Pass(), Fault.Refuse(), Fault.Reset(), Fault.HalfClose() -> {}
    }
    if (!isDead) {
      line.put(new Chunk(ByteBuffer.wrap(bytes), System.nanoTime() + delay()));
    }
  }

  private void write(BlockingQueue<Chunk> line, Socket from, Socket to) {
    try {
      while (true) {
        Chunk chunk = line.take();
        Thread.sleep(Duration.ofNanos(Math.max(0, chunk.due() - System.nanoTime())));
        if (!chunk.bytes().hasRemaining()) {
          end(from, to);
          return;
        }
        if (!isDead) {
          to.getOutputStream().write(chunk.bytes().array());
        }
      }
    } catch (IOException broken) {
      close(client);
      close(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Socket from, Socket to) {
    if (!isDead) {
      shutdownOutput(to);
    } else if (from.equals(client)) {
      close(server);
    }
  }

  private long delay() {
    return fault.get() instanceof Fault.Latency(Duration each) ? each.toNanos() : 0;
  }

  private void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException _) {
        // It is closed already.
      }
      close(socket);
    }
  }

  private static void shutdownOutput(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException _) {
      // It is closed already.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is left to close.
    }
  }
}
