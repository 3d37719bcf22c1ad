package dev.terse.testbed;

import dev.terse.testbed.postgres.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server on this machine; user, password and database are {@value #USER}. Whatever has
 * happened to it, {@link #restart()} starts it again with its data. Used by one thread.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "terse";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final Path binaries;
  private final List<String> settings;
  private final int port = LocalServer.freePort();
  private LocalServer process;

  private PostgresServer(Path directory, Path binaries, List<String> settings) {
    this.directory = directory;
    this.binaries = binaries;
    this.settings = settings;
    this.process = launch();
  }

  /**
   * Starts a new server that keeps its data below {@code directory}.
   *
   * @param settings as in postgresql.conf, such as {@code fsync=off}
   */
  public static PostgresServer start(Path directory, String... settings) {
    Path binaries = PostgresBinaries.unpacked();
    initialize(directory, binaries);
    PostgresServer server = new PostgresServer(directory, binaries, List.of(settings));
    server.awaitReady();
    server.execute("postgres", "CREATE DATABASE " + USER);
    return server;
  }

  /** The port of 127.0.0.1 that it listens to. */
  public int port() {
    return port;
  }

  /** The URL of its database, with user and password. */
  public String url() {
    return url(USER);
  }

  /** The URL of {@code database}, with user and password. */
  public String url(String database) {
    return "postgresql://" + USER + ":" + USER + "@127.0.0.1:" + port + "/" + database;
  }

  /** Executes {@code sql} in {@code database} as the superuser. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A connection to {@code database} as the superuser; the caller closes it. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?loginTimeout=30", USER, USER);
  }

  /** All that it has printed. */
  public String output() {
    return process.output();
  }

  /** Kills all its processes at once, as kill -9 does. */
  public void kill() {
    // While it stands still it forks no worker, which would be missed here and live on.
    process.suspend();
    List<ProcessHandle> workers = workers();
    process.kill();
    workers.forEach(ProcessHandle::destroyForcibly);
    workers.forEach(worker -> worker.onExit().orTimeout(60, TimeUnit.SECONDS).join());
  }

  /** Starts it again after {@link #kill()}, and waits until it answers. */
  public void restart() {
    process.close();
    process = launch();
    awaitReady();
  }

  /** Makes all its processes stand still without their knowing, until {@link #resume()}. */
  public void suspend() {
    process.suspend();
    signal("STOP", workers());
  }

  /** Lets it go on after {@link #suspend()}. */
  public void resume() {
    signal("CONT", workers());
    process.resume();
  }

  /** Ends it, suspended or not. */
  @Override
  public void close() {
    kill();
    process.close();
  }

  private List<ProcessHandle> workers() {
    return ProcessHandle.of(process.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .toList();
  }

  private LocalServer launch() {
    List<String> command = program(directory, binaries.resolve("bin/postgres"));
    command.addAll(List.of("-D", directory.resolve("data").toString()));
    command.addAll(List.of("-p", Integer.toString(port), "-h", "127.0.0.1", "-k", ""));
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    return LocalServer.start(directory, "postgres", command);
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    process.awaitPort("127.0.0.1", port, PATIENCE);
    while (true) {
      try (Connection _ = connect("postgres")) {
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("PostgreSQL does not start:\n" + output(), e);
        }
        pause();
      }
    }
  }

  private static void initialize(Path directory, Path binaries) {
    try {
      Path password = Files.writeString(directory.resolve("password"), USER);
      List<String> command = program(directory, binaries.resolve("bin/initdb"));
      command.addAll(List.of(
          "--pgdata=" + directory.resolve("data"),
          "--username=" + USER,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--no-sync"));
      run(directory, command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody. */
  private static List<String> program(Path directory, Path program) {
    List<String> command = new ArrayList<>();
    try {
      if (Files.getOwner(directory).getName().equals("root")) {
        command.addAll(List.of("unshare", "--user"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.add(program.toString());
    return command;
  }

  private static void run(Path directory, List<String> command) throws IOException {
    Path log = directory.resolve("run.log");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
