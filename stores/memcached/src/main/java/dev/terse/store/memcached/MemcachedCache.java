package dev.terse.store.memcached;

import dev.terse.core.store.NetworkUrl.Host;
import dev.terse.core.tier.LinkCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Several memcached servers, of which each keeps its share of the keys. */
final class MemcachedCache implements LinkCache {
  private final List<MemcachedServer> servers;
  private final Ring<MemcachedServer> ring;

  private MemcachedCache(Map<String, MemcachedServer> servers) {
    this.servers = List.copyOf(servers.values());
    this.ring = new Ring<>(servers);
  }

  /** The cache on {@code hosts}, which have {@code call} for each answer. */
  static MemcachedCache open(List<Host> hosts, Duration call) {
    Map<String, MemcachedServer> servers = new TreeMap<>();
    for (Host host : hosts) {
      servers.computeIfAbsent(host.toString(), _ -> new MemcachedServer(host, call));
    }
    servers.values().forEach(MemcachedServer::start);
    return new MemcachedCache(servers);
  }

  @Override
  public byte @Nullable [] get(String key) {
    return ring.at(key).get(key);
  }

  @Override
  public boolean add(String key, byte[] value, Duration life) {
    return ring.at(key).add(key, value, seconds(life));
  }

  @Override
  public void set(String key, byte[] value, Duration life) {
    ring.at(key).set(key, value, seconds(life));
  }

  @Override
  public boolean replace(String key, byte[] expected, byte[] value, Duration life) {
    return ring.at(key).replace(key, expected, value, seconds(life));
  }

  @Override
  public String kind() {
    return "memcached";
  }

  @Override
  public void close() {
    servers.forEach(MemcachedServer::close);
  }

  /** memcached counts whole seconds, takes 0 for ever and more than 30 days for a date. */
  private static int seconds(Duration life) {
    return Math.toIntExact(Math.clamp(life.toSeconds(), 1, 30 * 24 * 60 * 60));
  }
}
