package dev.terse.e2e.nodes;

import dev.terse.e2e.nodes.Report.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * One life of a {@link Node}, from its start to its end or its being killed. It runs the packaged
 * artifact's classes. Safe for use by many threads.
 */
final class NodeProcess implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("terse.root")).normalize();
  private static final int END_SECONDS = 120;

  private final String name;
  private final Process process;
  private final Writer commands;
  private final Thread reader;
  private final CompletableFuture<NodeProcess> ready = new CompletableFuture<>();

  private NodeProcess(String name, Process process, BiConsumer<NodeProcess, Report> listener) {
    this.name = name;
    this.process = process;
    this.commands = process.outputWriter();
    this.reader = Thread.ofVirtual().start(() -> read(listener));
  }

  /**
   * Starts a node.
   *
   * @param name unlike any other life's
   * @param listener told what the node reports, by one thread a node
   */
  static NodeProcess start(String name, Setup setup, BiConsumer<NodeProcess, Report> listener) {
    String classPath =
        ROOT.resolve("app/target/test-classes") + ":" + ROOT.resolve("app/target/terse/terse.jar");
    List<String> command = List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-Xmx96m",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath,
        Node.class.getName(),
        setup.url(),
        name,
        Integer.toString(setup.drawsPerLink()),
        setup.build().name());
    try {
      Process process = new ProcessBuilder(command)
          .redirectError(setup.directory().resolve(name + ".log").toFile())
          .start();
      return new NodeProcess(name, process, listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a node's store does. */
  enum Build {
    /** What it should. */
    SOUND,
    /** In two steps what must be one: right for one node, wrong for several. */
    LOOKS_FIRST,
    /** Leases made durable when the next one is taken, after their use: wrong once it is killed. */
    LEASES_LATE
  }

  /**
   * What all nodes have in common.
   *
   * @param url of the store
   * @param directory takes their logs
   * @param nodes how many
   * @param drawsPerLink how many codes are drawn for each that becomes a link
   * @param build what they do wrong on purpose, if anything
   */
  record Setup(String url, Path directory, int nodes, int drawsPerLink, Build build) {}

  String name() {
    return name;
  }

  /** Completes when the node has opened the store; fails if it ends before. */
  CompletableFuture<NodeProcess> ready() {
    return ready;
  }

  boolean isReady() {
    return ready.isDone() && !ready.isCompletedExceptionally() && process.isAlive();
  }

  /** Gives the node a command; a node that is gone does not mind. */
  void tell(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException _) {
      // It was killed; who waits for its answer sees its end.
    }
  }

  /** Kills it as kill -9 does; returns when all that it had reported has been heard. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Makes it stand still in the middle of whatever it does, for that long. */
  void suspend(long millis) throws InterruptedException {
    try {
      signal("STOP");
      Thread.sleep(millis);
    } finally {
      signal("CONT");
    }
  }

  /** Whether it is gone, and everything that it reported has been heard. */
  boolean isGone() {
    return !process.isAlive() && !reader.isAlive();
  }

  /** Lets it end what it is doing; false if it does not end or ends badly. */
  boolean end() {
    try {
      commands.close();
      if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        reader.join();
        return process.exitValue() == 0;
      }
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    kill();
  }

  private void read(BiConsumer<NodeProcess, Report> listener) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Report report = Report.parse(line);
        if (report.kind() == Kind.READY) {
          ready.complete(this);
        }
        listener.accept(this, report);
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IllegalStateException(name + " ended, see its log"));
  }

  /** Not to be interrupted: a signal that is still on its way would come after the next one. */
  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd() {
    try {
      process.waitFor();
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
