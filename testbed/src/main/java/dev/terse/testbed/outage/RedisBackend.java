package dev.terse.testbed.outage;

import dev.terse.testbed.RedisServer;
import dev.terse.testbed.proxy.FaultProxy;
import java.nio.file.Path;

/** One Redis that syncs each write. */
public final class RedisBackend implements Backend {
  private static final String PASSWORD = "nobody-knows";

  private final RedisServer server;

  /** Starts it below {@code directory}. */
  public RedisBackend(Path directory) {
    this.server = RedisServer.durable(directory);
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public FaultProxy proxy() {
    return FaultProxy.to("127.0.0.1", server.port());
  }

  @Override
  public String url(FaultProxy proxy) {
    return "redis://127.0.0.1:" + proxy.port();
  }

  @Override
  public void kill() {
    server.process().kill();
  }

  @Override
  public void restart() {
    server.restart();
  }

  @Override
  public void suspend() {
    server.process().suspend();
  }

  @Override
  public void resume() {
    server.process().resume();
  }

  @Override
  public boolean hasLogins() {
    return true;
  }

  @Override
  public void refuseLogins() {
    server.cli("config", "set", "requirepass", PASSWORD);
    for (String type : new String[] {"normal", "pubsub"}) {
      server.cli("-a", PASSWORD, "client", "kill", "type", type);
    }
  }

  @Override
  public void admitLogins() {
    server.cli("-a", PASSWORD, "config", "set", "requirepass", "");
  }

  @Override
  public void close() {
    server.close();
  }
}
