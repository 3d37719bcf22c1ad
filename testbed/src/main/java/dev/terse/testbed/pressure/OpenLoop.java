package dev.terse.testbed.pressure;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at a constant rate, answered or not, on one thread. Latency counts from when a
 * request was due, so that a server that stands still is not spared the requests it kept from being
 * sent. One request a connection at a time; kept-alive connections are used again, unless they have
 * been idle for so long that the server may be closing them, and at most {@code most} are open:
 * beyond that, requests wait and their latency grows.
 */
public final class OpenLoop {

  /** After the last request, answers have so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A kept connection that was not used for longer is not used again. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  /** How often it is noted how many requests wait. */
  private static final Duration NOTE_EVERY = Duration.ofMillis(20);

  private static final int ADDRESSES = 50;

  private final InetSocketAddress server;
  private final List<Ask> asks;
  private final int most;
  private final Map<Ask, Tally> tallies = new LinkedHashMap<>();
  private final Deque<Wire> free = new ArrayDeque<>();
  private final Set<Wire> wires = new HashSet<>();
  private final Deque<Due> waiting = new ArrayDeque<>();
  private final List<Integer> notes = new ArrayList<>();
  private int sent;
  private int unanswered;
  private int mostUnanswered;
  private long noted;
  private long looked;

  private OpenLoop(int port, List<Ask> asks, int most) {
    this.server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.asks = asks.stream()
        .flatMap(ask -> Stream.generate(() -> ask).limit(ask.weight()))
        .toList();
    this.most = most;
    asks.forEach(ask -> tallies.put(ask, new Tally()));
  }

  /**
   * What came of it.
   *
   * @param tallies of each kind
   * @param mostUnanswered how many requests waited for their answer at once, at most
   * @param usuallyUnanswered the median of how many did in the second half of the time: what comes
   *     of a moment at which this process stands still, and then sends all at once that was due,
   *     does not show in it
   * @param rate how many were sent a second
   */
  public record Result(
      Map<Ask, Tally> tallies, int mostUnanswered, int usuallyUnanswered, double rate) {

    /** Of that kind. */
    public Tally of(Ask ask) {
      return Objects.requireNonNull(tallies.get(ask));
    }
  }

  private record Due(Ask ask, long at) {}

  /** Sends {@code asks} to {@code port}, {@code rate} a second in all, for {@code time}. */
  public static Result run(int port, List<Ask> asks, double rate, Duration time, int most) {
    OpenLoop loop = new OpenLoop(port, asks, most);
    try (Selector selector = Selector.open()) {
      return loop.run(selector, rate, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result run(Selector selector, double rate, Duration time) throws IOException {
    long began = System.nanoTime();
    looked = began;
    long end = began + time.toNanos();
    long due = 0;
    double period = 1e9 / rate;
    while (true) {
      long now = System.nanoTime();
      while (began + (long) (due * period) <= Math.min(now, end)) {
        Ask ask = asks.get((int) (due % asks.size()));
        waiting.add(new Due(ask, began + (long) (due * period)));
        due++;
      }
      while (!waiting.isEmpty() && send(selector)) {
        mostUnanswered = Math.max(mostUnanswered, unanswered);
      }
      note(now, began, end);
      if (now > end && (unanswered + waiting.size() == 0 || now - end > PATIENCE.toNanos())) {
        break;
      }
      select(selector, Math.min(20, (long) (period / 2e6)));
    }
    double sentRate = due / (time.toNanos() / 1e9);
    for (Due left : waiting) {
      tally(left.ask).hang();
    }
    for (Wire wire : List.copyOf(wires)) {
      wire.hang();
    }
    return new Result(tallies, mostUnanswered, usuallyUnanswered(), sentRate);
  }

  private void note(long now, long began, long end) {
    if (now <= end && now - began > (end - began) / 2 && now - noted >= NOTE_EVERY.toNanos()) {
      noted = now;
      notes.add(unanswered);
    }
  }

  private int usuallyUnanswered() {
    return notes.isEmpty()
        ? mostUnanswered
        : notes.stream().sorted().skip(notes.size() / 2).findFirst().orElseThrow();
  }

  private void select(Selector selector, long millis) throws IOException {
    if (millis == 0) {
      selector.selectNow();
    } else {
      selector.select(millis);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      ((Wire) key.attachment()).ready();
    }
    selector.selectedKeys().clear();
    looked = System.nanoTime();
  }

  private boolean send(Selector selector) throws IOException {
    Wire wire = kept();
    if (wire == null) {
      if (wires.size() >= most) {
        return false;
      }
      wire = new Wire(selector);
      wires.add(wire);
    }
    unanswered++;
    wire.ask(waiting.remove());
    return true;
  }

  /** The connection that was used last, if that is not long ago; else all kept ones are closed. */
  private @Nullable Wire kept() {
    Wire last = free.poll();
    if (last == null || System.nanoTime() - last.freeSince < KEPT.toNanos()) {
      return last;
    }
    last.end();
    List.copyOf(free).forEach(Wire::end);
    return null;
  }

  private Tally tally(Ask ask) {
    return Objects.requireNonNull(tallies.get(ask));
  }

  /** One connection. */
  private final class Wire {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerReader answer = new AnswerReader();
    private ByteBuffer sending = ByteBuffer.allocate(0);
    private @Nullable Due due;
    private long freeSince;

    Wire(Selector selector) throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      int host = 100 + sent % ADDRESSES;
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + host), 0));
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      channel.connect(server);
    }

    void ask(Due next) throws IOException {
      due = next;
      sending = ByteBuffer.wrap(next.ask.bytes().apply(sent++));
      if (channel.isConnected()) {
        write();
      }
    }

    void ready() {
      try {
        if (key.isConnectable()) {
          channel.finishConnect();
          write();
        } else if (key.isReadable()) {
          read();
        } else if (key.isWritable()) {
          write();
        }
      } catch (IOException e) {
        lost();
      }
    }

    private void write() {
      try {
        channel.write(sending);
        key.interestOps(
            SelectionKey.OP_READ | (sending.hasRemaining() ? SelectionKey.OP_WRITE : 0));
      } catch (IOException e) {
        lost();
      }
    }

    private void read() throws IOException {
      AnswerReader.State state = answer.read(channel);
      if (state == AnswerReader.State.ENDED) {
        lost();
      } else if (state == AnswerReader.State.WHOLE) {
        count(System.nanoTime());
        if (answer.isLast()) {
          end();
        } else {
          // The answer may have come at any time since anybody looked.
          freeSince = looked;
          free.push(this);
        }
        answer.reset();
      }
    }

    private void count(long now) {
      Due done = due;
      if (done == null) {
        return;
      }
      due = null;
      unanswered--;
      if (answer.status() == done.ask.good()) {
        tally(done.ask).good(now - done.at);
      } else if ((answer.status() == 503 || answer.status() == 429) && answer.saysWhenToRetry()) {
        tally(done.ask).shed(now - done.at);
      } else {
        tally(done.ask).fail();
      }
    }

    /** A kept connection may end between requests; one with a request may not. */
    private void lost() {
      if (due != null) {
        unanswered--;
        tally(due.ask).fail();
        due = null;
      }
      end();
    }

    void hang() {
      if (due != null) {
        tally(due.ask).hang();
      }
      end();
    }

    private void end() {
      wires.remove(this);
      free.remove(this);
      try {
        channel.close();
      } catch (IOException _) {
        // It is gone.
      }
    }
  }
}
