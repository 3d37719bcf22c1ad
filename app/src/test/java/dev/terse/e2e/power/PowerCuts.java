package dev.terse.e2e.power;

import dev.terse.client.TerseClient;
import dev.terse.e2e.Acknowledgements;
import dev.terse.e2e.TerseProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * Cycles of a server under load, its sudden end, and the comparison of what is left with what it
 * acknowledged; the next cycle goes on with that. As a program it prints a row of a Markdown table
 * and ends with status 1 if anything was lost; arguments: {@code cut} or {@code kill}, and how many
 * cycles.
 */
final class PowerCuts implements AutoCloseable {
  private static final int DISK_MEGABYTES = 768;
  private static final int WRITERS = 16;
  private static final int LINKS_BEFORE_END = 150;
  private static final Duration LOAD = Duration.ofMinutes(2);

  /** One cycle in so many lasts until the index has been committed, which is every 5 seconds. */
  private static final int LONG_ONE_IN = 8;

  private final Path directory;
  private final LoopDisk disk;
  private final Random random;
  private final Acknowledgements log = new Acknowledgements();
  private final List<String> faults = new ArrayList<>();
  private int cycle;

  /** How a server ends. */
  enum End {
    /** The process is killed; what it has written is kept by the kernel. */
    KILL,
    /** The disk loses its power before the process is killed. */
    CUT
  }

  private PowerCuts(Path directory, LoopDisk disk, Random random) {
    this.directory = directory;
    this.disk = disk;
    this.random = random;
  }

  /** Begins with an empty disk in {@code directory}. */
  static PowerCuts begin(Path directory, Random random) throws IOException {
    return new PowerCuts(directory, LoopDisk.create(directory, DISK_MEGABYTES), random);
  }

  /** What was acknowledged so far. */
  Acknowledgements log() {
    return log;
  }

  /** What was not as it must be; empty if all is well. */
  Collection<String> faults() {
    return faults;
  }

  /** Runs one cycle, with the server under {@code wrapper}. */
  void cycle(End end, List<String> wrapper) throws IOException, InterruptedException {
    cycle++;
    Path data = disk.path().resolve("data");
    Instant moment = loadAndEnd(TerseProcess.startUnder(wrapper, directory, data), end);
    if (end == End.CUT) {
      unmountWhenIdle();
      disk.mount();
    }
    String where = "cycle " + cycle + ": ";
    StoreCheck.faultsOfSurvivor(data, log, moment).forEach(fault -> faults.add(where + fault));
    log.faults().forEach(fault -> faults.add(where + "answered " + fault));
    log.givenTwice().forEach(code -> faults.add(where + "given twice: " + code));
  }

  /**
   * Returns the last moment at which the disk certainly worked. A server with a dead disk must not
   * count: ext4 may report a sync as done that was under way when it was shut down.
   */
  private Instant loadAndEnd(TerseProcess server, End end) throws InterruptedException {
    log.expectAnswers();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        TerseClient client = new TerseClient(server.url("/"))) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Random own = new Random(random.nextLong());
        String name = cycle + "-" + writer;
        writers.execute(() -> log.work(client, own, name));
      }
      int enough = log.size() + LINKS_BEFORE_END;
      try {
        Awaitility.await("links are acknowledged").atMost(LOAD).until(() -> log.size() >= enough);
        Thread.sleep(random.nextInt(LONG_ONE_IN) == 0 ? 5_500 : random.nextInt(500));
        log.expectKill();
        log.expectRefusals();
        Instant moment = end == End.CUT ? Instant.now() : Instant.MAX;
        if (end == End.CUT) {
          disk.cut();
        }
        return moment;
      } finally {
        server.kill();
      }
    }
  }

  /** A tracer of the server may live a moment longer than it. */
  private void unmountWhenIdle() {
    Awaitility.await("the disk is unmounted")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(disk::unmount);
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    End end = args[0].equals("kill") ? End.KILL : End.CUT;
    int cycles = Integer.parseInt(args[1]);
    Instant began = Instant.now();
    boolean kept;
    try (PowerCuts cuts = begin(Files.createTempDirectory("terse-power"), new Random())) {
      while (cuts.cycle < cycles && cuts.faults.isEmpty()) {
        cuts.cycle(end, List.of());
        cuts.forgetOutput();
      }
      System.out.printf(
          "| %s | %,d | %,d | %d | %,d |%n",
          end == End.CUT ? "power cut" : "kill -9",
          cuts.cycle,
          cuts.log.size(),
          cuts.faults.size(),
          Duration.between(began, Instant.now()).toSeconds());
      cuts.faults.stream().limit(20).forEach(System.err::println);
      kept = cuts.faults.isEmpty();
    }
    System.exit(kept ? 0 : 1);
  }

  private void forgetOutput() throws IOException {
    try (var files = Files.newDirectoryStream(directory, "terse-*.log")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
