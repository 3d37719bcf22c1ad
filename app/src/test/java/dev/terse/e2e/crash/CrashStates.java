package dev.terse.e2e.crash;

import dev.terse.client.TerseClient;
import dev.terse.e2e.Acknowledgements;
import dev.terse.e2e.TerseProcess;
import dev.terse.e2e.crash.Recording.Timed;
import dev.terse.e2e.power.StoreCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Records a server that makes its store, serves, is killed, mends its store and serves on; then
 * lets the power fail at many moments of that record and compares what is left with what had been
 * acknowledged at that moment. As a program it prints a row of a Markdown table and ends with
 * status 1 if anything was lost; its argument is how many crash states to try.
 */
final class CrashStates {
  private static final int WRITERS = 16;
  private static final int LIVES = 2;
  private static final int LINKS_A_LIFE = 250;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Long enough for the index to be committed once. */
  private static final Duration LIFE = Duration.ofSeconds(6);

  private final Path directory;
  private final Path root;
  private final Path data;
  private final Random random;
  private final Acknowledgements log = new Acknowledgements();
  private final Recording recording = new Recording();
  private final List<String> faults = new ArrayList<>();

  private CrashStates(Path directory, Random random) {
    this.directory = directory;
    this.root = directory.resolve("recorded");
    this.data = root.resolve("var/data");
    this.random = random;
  }

  /**
   * Records a server.
   *
   * @param withoutSync whether the kernel is to say that it has synced when it has not
   */
  static CrashStates record(Path directory, Random random, boolean withoutSync)
      throws IOException, InterruptedException {
    CrashStates states = new CrashStates(directory, random);
    Files.createDirectory(states.root);
    Map<Path, Long> sizes = new HashMap<>(Map.of(states.root, 0L));
    for (int life = 0; life < LIVES; life++) {
      Path trace = directory.resolve("trace" + life);
      states.live(trace, life, withoutSync);
      TraceReader.read(trace, states.root, states.recording, sizes);
      Files.delete(trace);
    }
    return states;
  }

  /** What was recorded. */
  Recording recording() {
    return recording;
  }

  /** What was acknowledged. */
  Acknowledgements log() {
    return log;
  }

  /** What was not as it must be; empty if all is well. */
  Collection<String> faults() {
    return faults;
  }

  private void live(Path trace, int life, boolean withoutSync)
      throws IOException, InterruptedException {
    TerseProcess server =
        TerseProcess.startUnder(Recording.strace(trace, withoutSync), directory, data);
    log.expectAnswers();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        TerseClient client = new TerseClient(server.url("/"))) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Random own = new Random(random.nextLong());
        String name = life + "-" + writer;
        writers.execute(() -> log.work(client, own, name));
      }
      int enough = log.size() + LINKS_A_LIFE;
      Thread.sleep(LIFE);
      Awaitility.await("links are acknowledged").atMost(PATIENCE).until(() -> log.size() >= enough);
      log.expectKill();
      server.kill();
    }
    awaitEndOf(trace, server.pid());
  }

  /** The tracer ends after the traced. */
  private static void awaitEndOf(Path trace, long pid) {
    String end = "\n" + pid + " ";
    Awaitility.await("the record is written").atMost(PATIENCE).until(() -> {
      try (var file = Files.newByteChannel(trace)) {
        long from = Math.max(0, file.size() - 300);
        var tail = ByteBuffer.allocate(300);
        file.position(from).read(tail);
        String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(end);
        return at >= 0 && text.indexOf("+++", at) > 0;
      }
    });
  }

  /** Lets the power fail at {@code count} moments. */
  void tryAll(int count) throws IOException {
    List<Timed> steps = recording.steps();
    int[] moments = moments(count);
    CrashDisk disk = new CrashDisk(root);
    int done = 0;
    for (int moment : moments) {
      while (done < moment) {
        disk.apply(steps.get(done++).step());
      }
      tryOne(disk, done == 0 ? Instant.MIN : steps.get(done - 1).at());
    }
  }

  /** How many steps are done when it fails: half of them any, half just before a sync ends. */
  private int[] moments(int count) {
    List<Timed> steps = recording.steps();
    int[] syncs = IntStream.range(0, steps.size())
        .filter(i -> steps.get(i).step() instanceof Step.Sync)
        .toArray();
    int[] moments = new int[count];
    for (int i = 0; i < count; i++) {
      moments[i] = i % 2 == 0 || syncs.length == 0
          ? random.nextInt(steps.size() + 1)
          : syncs[random.nextInt(syncs.length)];
    }
    Arrays.sort(moments);
    return moments;
  }

  private void tryOne(CrashDisk disk, Instant moment) throws IOException {
    Path left = directory.resolve("left");
    String how = disk.crash(left, random);
    StoreCheck.faults(left.resolve(root.relativize(data)), log, moment)
        .forEach(fault -> faults.add(how + ": " + fault));
    try (Stream<Path> files = Files.walk(left)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int count = Integer.parseInt(args[0]);
    Instant began = Instant.now();
    CrashStates states = record(Files.createTempDirectory("terse-crash"), new Random(), false);
    states.tryAll(count);
    System.out.printf(
        "| crash states | %,d | %,d | %d | %,d |%n",
        count,
        states.log.size(),
        states.faults.size(),
        Duration.between(began, Instant.now()).toSeconds());
    states.faults.stream().limit(20).forEach(System.err::println);
    System.exit(states.faults.isEmpty() ? 0 : 1);
  }
}
