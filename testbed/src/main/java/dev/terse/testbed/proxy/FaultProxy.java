package dev.terse.testbed.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy between a client and servers of this machine that torments their connections. It
 * listens on addresses of the loopback network, which stay the same. At most
 * {@value #MAX_CONNECTIONS} connections; one more is closed. Safe for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {

  /** Most connections at once. */
  public static final int MAX_CONNECTIONS = 1_000;

  private final List<Door> doors = new ArrayList<>();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Fault fault = new Fault.Pass();

  private FaultProxy() {}

  /**
   * Where connections come in, and where they lead.
   *
   * @param from port 0 stands for a free one
   */
  public record Route(InetSocketAddress from, InetSocketAddress to) {}

  /** A proxy on a free port of 127.0.0.1 to {@code host:port} that lets everything pass. */
  public static FaultProxy to(String host, int port) {
    return on(List.of(new Route(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        new InetSocketAddress(host, port))));
  }

  /** A proxy of {@code routes}, which all suffer the same fault, that lets everything pass. */
  public static FaultProxy on(List<Route> routes) {
    FaultProxy proxy = new FaultProxy();
    try {
      for (Route route : routes) {
        Door door = proxy.new Door(route.to, route.from);
        door.open();
        proxy.doors.add(door);
      }
      return proxy;
    } catch (IOException e) {
      proxy.close();
      throw new UncheckedIOException(e);
    }
  }

  /** The port where its first route begins. */
  public int port() {
    return doors.getFirst().address.getPort();
  }

  /** Does {@code next} from here on, to connections that exist as well. */
  public synchronized void set(Fault next) {
    fault = next;
    try {
      for (Door door : doors) {
        if (next instanceof Fault.Refuse) {
          door.close();
        } else {
          door.open();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(connection -> connection.suffer(next));
  }

  /** How many connections there are. */
  public int connections() {
    return connections.size();
  }

  /** How many connections there are that have lost bytes and stay dead. */
  long dead() {
    return connections.stream().filter(ProxiedConnection::isDead).count();
  }

  /** The most connections that there were at once since this was asked last. */
  public int mostConnections() {
    return most.getAndSet(connections.size());
  }

  @Override
  public synchronized void close() {
    set(new Fault.Refuse());
  }

  private void take(Socket client, InetSocketAddress target) throws IOException {
    if (connections.size() >= MAX_CONNECTIONS) {
      client.close();
      return;
    }
    ProxiedConnection connection = new ProxiedConnection(client, target, () -> fault);
    connections.add(connection);
    most.accumulateAndGet(connections.size(), Math::max);
    Thread.ofVirtual().start(() -> {
      try {
        connection.run();
      } finally {
        connections.remove(connection);
      }
    });
  }

  /** One route's beginning: open, somebody listens there. Used under the proxy's lock. */
  private final class Door {
    private final InetSocketAddress target;
    private InetSocketAddress address;
    private @Nullable Listener listener;

    Door(InetSocketAddress target, InetSocketAddress address) {
      this.target = target;
      this.address = address;
    }

    void open() throws IOException {
      if (listener != null) {
        return;
      }
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(address);
      address = (InetSocketAddress) socket.getLocalSocketAddress();
      listener = new Listener(socket, Thread.ofVirtual().start(() -> accept(socket)));
    }

    void close() throws IOException {
      if (listener != null) {
        listener.close();
        listener = null;
      }
    }

    private void accept(ServerSocket from) {
      while (true) {
        try {
          take(from.accept(), target);
        } catch (IOException closed) {
          return;
        }
      }
    }
  }

  private record Listener(ServerSocket socket, Thread acceptor) {

    /** Returns when nobody is taken in any more: the port is open until accept has returned. */
    void close() throws IOException {
      socket.close();
      try {
        acceptor.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
