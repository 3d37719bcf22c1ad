package dev.terse.testbed.pressure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many connections to a port of this machine that all do one {@link Attack}, on one thread, until
 * they are closed. They come from many addresses of the loopback network.
 */
public final class Attackers implements AutoCloseable {
  private static final int OPENED_AT_ONCE = 64;
  private static final int ADDRESSES = 50;
  private static final int SMALL_WINDOW = 1 << 10;
  private static final int TRICKLE = 8;
  private static final int SELECT_MILLIS = 10;
  private static final Duration TICK = Duration.ofMillis(10);

  private final Attack attack;
  private final byte[] first;
  private final byte[] then;
  private final InetSocketAddress server;
  private final int count;
  private final Selector selector;
  private final Set<Connection> connections = new HashSet<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong cutOff = new AtomicLong();
  private final AtomicLong lastCutNanos = new AtomicLong();
  private final ByteBuffer sink = ByteBuffer.allocateDirect(64 << 10);
  private final Thread thread;
  private final long began = System.nanoTime();
  private long ticked;
  private volatile boolean ended;

  private Attackers(Attack attack, int port, int count) throws IOException {
    this.attack = attack;
    this.first = attack.first().getBytes(ISO_8859_1);
    this.then = attack.then().getBytes(ISO_8859_1);
    this.server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.count = count;
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().name("attackers").unstarted(this::run);
  }

  /** Begins {@code attack} on {@code port} with {@code count} connections. */
  public static Attackers start(Attack attack, int port, int count) {
    try {
      Attackers attackers = new Attackers(attack, port, count);
      attackers.thread.start();
      return attackers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many connections are open now. */
  public int open() {
    return open.get();
  }

  /** How many have been opened. */
  public long opened() {
    return opened.get();
  }

  /** How many the server has ended. */
  public long cutOff() {
    return cutOff.get();
  }

  /** When the server ended one last, from the beginning on. */
  public Duration lastCut() {
    return Duration.ofNanos(lastCutNanos.get());
  }

  @Override
  public void close() {
    ended = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      while (!ended) {
        openSome();
        selector.select(SELECT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          ((Connection) key.attachment()).ready();
        }
        selector.selectedKeys().clear();
        tick(System.nanoTime());
      }
      List.copyOf(connections).forEach(Connection::end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tick(long now) {
    if (now - ticked > Math.max(TICK.toNanos(), attack.every().toNanos() / 10)) {
      ticked = now;
      List.copyOf(connections).forEach(connection -> connection.tick(now));
    }
  }

  private void openSome() {
    for (int i = 0; i < OPENED_AT_ONCE && connections.size() < count; i++) {
      if (!attack.again() && opened.get() + connections.size() - open.get() >= count) {
        return;
      }
      try {
        connections.add(new Connection());
      } catch (IOException e) {
        return;
      }
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer sending = ByteBuffer.wrap(first);
    private boolean isFirst = true;
    private long due;

    Connection() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      if (attack.reading() != Attack.Reading.ALL) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
      }
      int host = 2 + (int) (opened.get() % ADDRESSES);
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + host), 0));
      channel.connect(server);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    void ready() {
      try {
        if (key.isConnectable()) {
          channel.finishConnect();
          open.incrementAndGet();
          opened.incrementAndGet();
          due = System.nanoTime() + attack.every().toNanos();
          write();
        } else {
          if (key.isReadable() && !read()) {
            return;
          }
          if (key.isWritable()) {
            write();
          }
        }
      } catch (IOException e) {
        lost();
      }
    }

    private boolean read() throws IOException {
      sink.clear();
      if (channel.read(sink) < 0) {
        lost();
        return false;
      }
      return true;
    }

    private void write() throws IOException {
      channel.write(sending);
      if (!sending.hasRemaining() && isFirst) {
        isFirst = false;
        if (!goesOn()) {
          return;
        }
      }
      key.interestOps((attack.reading() == Attack.Reading.ALL ? SelectionKey.OP_READ : 0)
          | (sending.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }

    private boolean goesOn() throws IOException {
      if (attack.end() == Attack.End.RESET) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        end();
        return false;
      }
      if (attack.end() == Attack.End.HALF_CLOSE) {
        channel.shutdownOutput();
      }
      return true;
    }

    /** Does what is done every so often. */
    void tick(long now) {
      if (!channel.isConnected() || isFirst || now < due) {
        return;
      }
      due = now + attack.every().toNanos();
      try {
        if (attack.reading() == Attack.Reading.TRICKLE) {
          sink.clear().limit(TRICKLE);
          if (channel.read(sink) < 0) {
            lost();
            return;
          }
        }
        if (!sending.hasRemaining()) {
          sending = ByteBuffer.wrap(then);
        }
        write();
      } catch (IOException e) {
        lost();
      }
    }

    private void lost() {
      if (channel.isConnected()) {
        cutOff.incrementAndGet();
        lastCutNanos.set(System.nanoTime() - began);
      }
      end();
    }

    void end() {
      if (connections.remove(this) && channel.isConnected()) {
        open.decrementAndGet();
      }
      try {
        channel.close();
      } catch (IOException _) {
        // It is gone.
      }
    }
  }
}
