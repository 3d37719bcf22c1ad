package dev.terse.testbed.outage;

import dev.terse.testbed.PostgresServer;
import dev.terse.testbed.proxy.FaultProxy;
import java.nio.file.Path;

/** One PostgreSQL, whose store is a role's that may be kept out. */
public final class PostgresBackend implements Backend {
  private static final String ROLE = "shortener";

  private final PostgresServer server;

  /** Starts it below {@code directory}. */
  public PostgresBackend(Path directory) {
    this.server = PostgresServer.start(directory);
    server.execute("postgres", "CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + ROLE + "'");
    server.execute("postgres", "CREATE DATABASE links OWNER " + ROLE);
    server.execute("links", "CREATE EXTENSION IF NOT EXISTS pg_trgm");
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public FaultProxy proxy() {
    return FaultProxy.to("127.0.0.1", server.port());
  }

  @Override
  public String url(FaultProxy proxy) {
    return "postgresql://" + ROLE + ":" + ROLE + "@127.0.0.1:" + proxy.port() + "/links";
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void restart() {
    server.restart();
  }

  @Override
  public void suspend() {
    server.suspend();
  }

  @Override
  public void resume() {
    server.resume();
  }

  @Override
  public boolean hasLogins() {
    return true;
  }

  @Override
  public void refuseLogins() {
    server.execute("postgres", "ALTER ROLE " + ROLE + " NOLOGIN");
    server.execute(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + ROLE + "'");
  }

  @Override
  public void admitLogins() {
    server.execute("postgres", "ALTER ROLE " + ROLE + " LOGIN");
  }

  @Override
  public void close() {
    server.close();
  }
}
