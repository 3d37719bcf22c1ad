package dev.terse.store.redis.wire;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Lettuce set up so that an outage costs bounded waits and bounded memory: what cannot be sent is
 * refused at once, what was sent is never sent again by itself, a silent connection is closed, and
 * lost ones are tried again every {@link #RECONNECT}.
 */
final class Lettuce {
  /** Most commands that wait for their answers; more are refused. */
  static final int MAX_QUEUED = 16_384;

  /** How often a lost connection is tried again. */
  static final Duration RECONNECT = Duration.ofMillis(500);

  /** How often a cluster is asked who serves what, beside every hint that it has changed. */
  private static final Duration REFRESH = Duration.ofSeconds(5);

  /** Between two such questions that hints ask for. */
  private static final Duration REFRESH_PAUSE = Duration.ofMillis(500);

  private static final int THREADS = 2;
  private static final long CLOSE_MILLIS = 2_000;

  private final ClientResources resources;
  private final AbstractRedisClient client;

  Lettuce(RedisAddress address) {
    this.resources = resources(address);
    if (address.form() == RedisAddress.Form.CLUSTER) {
      RedisClusterClient cluster = RedisClusterClient.create(resources, address.servers());
      cluster.setOptions(clusterOptions(address));
      this.client = cluster;
    } else {
      RedisClient single = RedisClient.create(resources, address.servers().getFirst());
      single.setOptions(configure(ClientOptions.builder(), address).build());
      this.client = single;
    }
  }

  /**
   * Connects, in a cluster with all servers: a command to one that is not connected yet would be
   * refused, the first after opening as well as the first after a failover.
   */
  StatefulConnection<byte[], byte[]> connect() {
    if (client instanceof RedisClusterClient cluster) {
      StatefulRedisClusterConnection<byte[], byte[]> connection =
          cluster.connect(ByteArrayCodec.INSTANCE);
      replicas(connection).forEach(node -> node.exceptionally(_ -> null).join());
      masters(connection).forEach(CompletableFuture::join);
      return connection;
    }
    return ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
  }

  /** Connects for messages; in a cluster with any of its servers, each of which hears all. */
  StatefulRedisPubSubConnection<byte[], byte[]> connectPubSub() {
    return client instanceof RedisClusterClient cluster
        ? cluster.connectPubSub(ByteArrayCodec.INSTANCE)
        : ((RedisClient) client).connectPubSub(ByteArrayCodec.INSTANCE);
  }

  /** The commands of {@code connection}, sent to whoever has their keys. */
  static RedisClusterAsyncCommands<byte[], byte[]> commands(
      StatefulConnection<byte[], byte[]> connection) {
    return connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster
        ? cluster.async()
        : single(connection);
  }

  /** The commands of each server that keys may be written to. */
  static List<RedisAsyncCommands<byte[], byte[]>> servers(
      StatefulConnection<byte[], byte[]> connection) {
    return connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster
        ? masters(cluster).stream().map(node -> node.join().async()).toList()
        : List.of(single(connection));
  }

  private static RedisAsyncCommands<byte[], byte[]> single(
      StatefulConnection<byte[], byte[]> connection) {
    return ((StatefulRedisConnection<byte[], byte[]>) connection).async();
  }

  private static List<CompletableFuture<StatefulRedisConnection<byte[], byte[]>>> masters(
      StatefulRedisClusterConnection<byte[], byte[]> connection) {
    return nodes(connection, node -> !node.getSlots().isEmpty());
  }

  private static List<CompletableFuture<StatefulRedisConnection<byte[], byte[]>>> replicas(
      StatefulRedisClusterConnection<byte[], byte[]> connection) {
    return nodes(connection, node -> node.getSlots().isEmpty());
  }

  /** By host and port, as commands find their connections; by id there would be others. */
  private static List<CompletableFuture<StatefulRedisConnection<byte[], byte[]>>> nodes(
      StatefulRedisClusterConnection<byte[], byte[]> connection,
      Predicate<RedisClusterNode> which) {
    return connection.getPartitions().stream()
        .filter(which)
        .map(RedisClusterNode::getUri)
        .map(uri -> connection.getConnectionAsync(uri.getHost(), uri.getPort()))
        .toList();
  }

  /** Has {@code task} run every {@code period} on a thread of the client's. */
  void every(Duration period, Runnable task) {
    var _ = resources
        .eventExecutorGroup()
        .scheduleAtFixedRate(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes all connections and ends the threads. */
  void close() {
    client.shutdown(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    resources.shutdown(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
  }

  private static ClientResources resources(RedisAddress address) {
    Duration patience = address.timeout().plus(address.timeout().dividedBy(2));
    return ClientResources.builder()
        .ioThreadPoolSize(THREADS)
        .computationThreadPoolSize(THREADS)
        .reconnectDelay(Delay.constant(RECONNECT))
        .commandLatencyRecorder(CommandLatencyRecorder.disabled())
        .nettyCustomizer(new NettyCustomizer() {
          @Override
          public void afterChannelInitialized(Channel channel) {
            channel.pipeline().addFirst(new StallGuard(patience));
          }
        })
        .build();
  }

  private static ClusterClientOptions clusterOptions(RedisAddress address) {
    ClusterTopologyRefreshOptions refresh = ClusterTopologyRefreshOptions.builder()
        .adaptiveRefreshTriggersTimeout(REFRESH_PAUSE)
        .refreshTriggersReconnectAttempts(1)
        .enablePeriodicRefresh(REFRESH)
        .build();
    return ClusterClientOptions.builder(
            configure(ClientOptions.builder(), address).build())
        .topologyRefreshOptions(refresh)
        .build();
  }

  private static ClientOptions.Builder configure(
      ClientOptions.Builder options, RedisAddress address) {
    SslOptions.Builder tls = SslOptions.builder().jdkSslProvider();
    Path authorities = address.authorities();
    if (authorities != null) {
      tls.trustManager(authorities.toFile());
    }
    return options
        .autoReconnect(true)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(_ -> true)
        .requestQueueSize(MAX_QUEUED)
        .socketOptions(SocketOptions.builder()
            .connectTimeout(address.connectTimeout())
            .keepAlive(true)
            .build())
        .sslOptions(tls.handshakeTimeout(address.connectTimeout()).build());
  }
}
