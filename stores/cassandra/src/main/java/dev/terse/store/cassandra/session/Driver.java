package dev.terse.store.cassandra.session;

import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_SET_KEYSPACE_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_WARN_INIT_ERROR;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_WARN;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.HEARTBEAT_INTERVAL;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.HEARTBEAT_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_DAEMON;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_IO_SHUTDOWN_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_IO_SHUTDOWN_UNIT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_BASE_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_MAX_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_POLICY_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_CONSISTENCY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_PAGE_SIZE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_THROTTLER_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SESSION_LEAK_THRESHOLD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SESSION_NAME;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SPECULATIVE_EXECUTION_MAX;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.SSL_ENGINE_FACTORY_CLASS;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.internal.core.connection.ExponentialReconnectionPolicy;
import com.datastax.oss.driver.internal.core.loadbalancing.DcInferringLoadBalancingPolicy;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import com.datastax.oss.driver.internal.core.specex.ConstantSpeculativeExecutionPolicy;
import com.datastax.oss.driver.internal.core.ssl.DefaultSslEngineFactory;
import dev.terse.core.store.NetworkUrl.Host;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The driver's settings: all waits bounded, all queues bounded, nothing logged per request. */
final class Driver {
  /** Requests that wait for their turn, for each that may be under way. */
  private static final int QUEUE = 8;

  /** How soon, and how rarely at most, a node that is down is tried again. */
  private static final Duration RECONNECT_FIRST = Duration.ofMillis(200);

  private static final Duration RECONNECT_MAX = Duration.ofSeconds(1);

  /** How often an idle connection is asked whether it lives. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  /** Making a keyspace with its tables takes a ring that long, rarely. */
  private static final Duration SCHEMA = Duration.ofSeconds(20);

  /** How long the driver's threads must have had nothing to do before they end. */
  private static final int QUIET_MILLIS = 50;

  private static final int SHUTDOWN_MILLIS = 2_000;

  /** The profile of reads that another node is asked as well if the first one is late. */
  static final String IMPATIENT = "impatient";

  /** Nodes that are asked, the first one included. */
  private static final int MAX_ASKED = 2;

  /** Of a request's time, the part after which the second node is asked. */
  private static final int LATE = 4;

  private Driver() {}

  static CqlSession connect(ClusterUrl url) {
    CqlSessionBuilder builder = CqlSession.builder().withConfigLoader(settings(url));
    for (Host host : url.network().hosts()) {
      builder.addContactPoint(new InetSocketAddress(host.name(), host.port()));
    }
    String user = url.network().user();
    String password = url.network().password();
    if (user != null && password != null) {
      builder.withAuthCredentials(user, password);
    }
    if (url.centre() != null) {
      builder.withLocalDatacenter(url.centre());
    }
    return builder.build();
  }

  private static DriverConfigLoader settings(ClusterUrl url) {
    ClusterUrl.Limits limits = url.limits();
    ProgrammaticDriverConfigLoaderBuilder settings = DriverConfigLoader.programmaticBuilder()
        .withString(SESSION_NAME, "terse")
        .withString(REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        .withString(REQUEST_SERIAL_CONSISTENCY, "SERIAL")
        .withInt(SESSION_LEAK_THRESHOLD, 0)
        .withDuration(REQUEST_TIMEOUT, limits.timeout())
        .withInt(REQUEST_PAGE_SIZE, 1_000)
        .withClass(REQUEST_THROTTLER_CLASS, ConcurrencyLimitingRequestThrottler.class)
        .withInt(REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, limits.requests())
        .withInt(REQUEST_THROTTLER_MAX_QUEUE_SIZE, QUEUE * limits.requests())
        .withDuration(CONNECTION_CONNECT_TIMEOUT, limits.connect())
        .withDuration(CONNECTION_INIT_QUERY_TIMEOUT, limits.connect())
        .withDuration(CONNECTION_SET_KEYSPACE_TIMEOUT, limits.connect())
        .withBoolean(CONNECTION_WARN_INIT_ERROR, false)
        .withDuration(CONTROL_CONNECTION_TIMEOUT, limits.connect())
        .withDuration(CONTROL_CONNECTION_AGREEMENT_TIMEOUT, SCHEMA)
        .withBoolean(CONTROL_CONNECTION_AGREEMENT_WARN, false)
        .withDuration(HEARTBEAT_INTERVAL, HEARTBEAT)
        .withDuration(HEARTBEAT_TIMEOUT, limits.timeout())
        .withClass(RECONNECTION_POLICY_CLASS, ExponentialReconnectionPolicy.class)
        .withDuration(RECONNECTION_BASE_DELAY, RECONNECT_FIRST)
        .withDuration(RECONNECTION_MAX_DELAY, RECONNECT_MAX)
        .withStringList(METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(url.keyspace()))
        .withDuration(METADATA_SCHEMA_REQUEST_TIMEOUT, SCHEMA)
        .withBoolean(NETTY_DAEMON, true)
        .withString(NETTY_IO_SHUTDOWN_UNIT, "MILLISECONDS")
        .withInt(NETTY_IO_SHUTDOWN_QUIET_PERIOD, QUIET_MILLIS)
        .withInt(NETTY_IO_SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
        .withString(NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS")
        .withInt(NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, QUIET_MILLIS)
        .withInt(NETTY_ADMIN_SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS);
    if (url.centre() == null) {
      settings.withClass(LOAD_BALANCING_POLICY_CLASS, DcInferringLoadBalancingPolicy.class);
    }
    if (limits.ssl()) {
      settings.withClass(SSL_ENGINE_FACTORY_CLASS, DefaultSslEngineFactory.class);
    }
    return settings
        .startProfile(IMPATIENT)
        .withClass(SPECULATIVE_EXECUTION_POLICY_CLASS, ConstantSpeculativeExecutionPolicy.class)
        .withInt(SPECULATIVE_EXECUTION_MAX, MAX_ASKED)
        .withDuration(SPECULATIVE_EXECUTION_DELAY, limits.timeout().dividedBy(LATE))
        .endProfile()
        .build();
  }
}
