package dev.terse.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.terse.core.store.NetworkUrl.Host;
import dev.terse.core.tier.Breaker;
import dev.terse.core.tier.LinkCacheException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.exception.MemcachedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One memcached server behind a breaker, with one connection for all callers. A server that is lost
 * is connected to anew, its name looked up again, once it has answered on a connection made for
 * asking; xmemcached's own way back waits longer with every failure, and would keep what was queued
 * for a server that hangs. Safe for use by many threads.
 */
final class MemcachedServer implements AutoCloseable {
  /** How long a call may take; to connect may take {@value #CONNECT_CALLS} times as long. */
  static final Duration CALL = Duration.ofMillis(100);

  private static final int CONNECT_CALLS = 5;
  private static final byte[] QUESTION = "version\r\n".getBytes(US_ASCII);
  private static final byte[] ANSWER = "VERSION".getBytes(US_ASCII);
  private static final Logger LOG = LoggerFactory.getLogger(MemcachedServer.class);

  private final Host host;
  private final long callMillis;
  private final long connectMillis;
  private final Breaker breaker;
  private final RawBytes raw = new RawBytes();
  private volatile @Nullable MemcachedClient client;

  /** The server at {@code host}, which has {@code call} for each answer. */
  MemcachedServer(Host host, Duration call) {
    this.host = host;
    this.callMillis = call.toMillis();
    this.connectMillis = CONNECT_CALLS * callMillis;
    this.breaker = new Breaker("memcached " + host, this::connect);
  }

  /** Connects, if the server is there; otherwise goes on trying. */
  void start() {
    breaker.start();
  }

  byte @Nullable [] get(String key) {
    return breaker.call(() -> ask(client -> client.get(key, callMillis, raw)));
  }

  boolean add(String key, byte[] value, int seconds) {
    return breaker.call(() -> ask(client -> client.add(key, seconds, value, raw, callMillis)));
  }

  /** A reply other than STORED, for want of memory say, leaves what was there: not known to be. */
  void set(String key, byte[] value, int seconds) {
    boolean stored =
        breaker.call(() -> ask(client -> client.set(key, seconds, value, raw, callMillis)));
    if (!stored) {
      throw new LinkCacheException("memcached " + host + " did not store");
    }
  }

  /** The comparison is made here, on the version that memcached then insists on. */
  boolean replace(String key, byte[] expected, byte[] value, int seconds) {
    return breaker.call(() -> ask(client -> {
      GetsResponse<byte[]> held = client.gets(key, callMillis, raw);
      return held != null
          && Arrays.equals(held.getValue(), expected)
          && client.cas(key, seconds, value, raw, callMillis, held.getCas());
    }));
  }

  /** A call of xmemcached's. */
  @FunctionalInterface
  private interface Question<T extends @Nullable Object> {
    T ask(MemcachedClient client) throws MemcachedException, TimeoutException, InterruptedException;
  }

  private <T extends @Nullable Object> T ask(Question<T> question) {
    MemcachedClient connected = client;
    if (connected == null) {
      throw new LinkCacheException("memcached " + host + " is not connected");
    }
    try {
      return question.ask(connected);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    } catch (MemcachedException | TimeoutException | RuntimeException e) {
      throw failed(e);
    }
  }

  private LinkCacheException failed(Exception e) {
    return new LinkCacheException("memcached " + host + ": " + e);
  }

  private boolean connect() {
    disconnect();
    if (!answers()) {
      return false;
    }
    XMemcachedClientBuilder builder =
        new XMemcachedClientBuilder(List.of(new InetSocketAddress(host.name(), host.port())));
    builder.setName("memcached " + host);
    builder.setConnectTimeout(connectMillis);
    builder.setOpTimeout(callMillis);
    builder.setSelectorPoolSize(1);
    builder.setFailureMode(true);
    builder.setEnableHealSession(false);
    try {
      MemcachedClient built = builder.build();
      built.setOptimizeGet(false);
      client = built;
      if (!built.getAvailableServers().isEmpty()) {
        return true;
      }
      disconnect();
    } catch (IOException | RuntimeException e) {
      LOG.debug("cannot connect to memcached {}", host, e);
    }
    return false;
  }

  /** Asks for the server's version on a connection of its own; a server that hangs stays silent. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host.name(), host.port()), (int) connectMillis);
      socket.setSoTimeout((int) callMillis);
      socket.getOutputStream().write(QUESTION);
      return Arrays.equals(socket.getInputStream().readNBytes(ANSWER.length), ANSWER);
    } catch (IOException _) {
      return false;
    }
  }

  private void disconnect() {
    MemcachedClient old = client;
    client = null;
    if (old != null) {
      try {
        old.shutdown();
      } catch (IOException | RuntimeException e) {
        LOG.debug("cannot disconnect from memcached {}", host, e);
      }
    }
  }

  @Override
  public void close() {
    breaker.close();
    disconnect();
  }
}
