package dev.terse.e2e.fault;

import dev.terse.client.ApiException;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import dev.terse.e2e.Acknowledgements;
import dev.terse.e2e.TerseProcess;
import dev.terse.e2e.power.StoreCheck;
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
 * Faults, one after the other, under a server on one store. Until the fault and after the next
 * start everything is as ever; meanwhile redirects go on, changes are made and kept or refused with
 * 507 or 503, and after a failed write or sync of links none is acknowledged.
 */
final class Trial {
  private static final int WRITERS = 8;
  private static final int LINKS_BEFORE = 20;
  private static final int LINKS_AFTER = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Time for the index to be committed, or for a failing one to be opened again. */
  private static final Duration INDEX = Duration.ofSeconds(6);

  private final Path directory;
  private final Path data;
  private final Random random;
  private final Acknowledgements log = new Acknowledgements();
  private final List<String> faults = new ArrayList<>();
  private int lives;
  private int fired;

  Trial(Path directory, Random random) {
    this.directory = directory;
    this.data = directory.resolve("data");
    this.random = random;
  }

  /** What was not as it must be. */
  Collection<String> faults() {
    return faults;
  }

  /** What was acknowledged. */
  Acknowledgements log() {
    return log;
  }

  /** How many of the faults came to pass. */
  int fired() {
    return fired;
  }

  /** Lets {@code fault} happen to a server and looks at what it does, and at what is left. */
  void run(Fault fault) throws IOException, InterruptedException {
    List<String> before = List.copyOf(faults);
    Path trace = directory.resolve("trace-" + lives++);
    if (fault.thread().isEmpty()) {
      runFromStart(fault, trace);
    } else {
      runAttached(fault, trace);
    }
    if (Files.readString(trace).contains("(INJECTED)")) {
      fired++;
    }
    faults.addAll(StoreCheck.faults(data, log, Instant.MAX));
    faults.addAll(log.faults());
    log.givenTwice().forEach(code -> faults.add(code + " was given twice"));
    faults.replaceAll(line -> before.contains(line) ? line : fault + " => " + line);
  }

  private void runFromStart(Fault fault, Path trace) throws IOException, InterruptedException {
    List<String> wrapper = new ArrayList<>(
        List.of("strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", trace.toString()));
    wrapper.addAll(fault.options());
    TerseProcess server = TerseProcess.launch(wrapper, directory, data);
    if (server.awaitReadyOrEnd()) {
      try (TerseClient client = new TerseClient(server.url("/"))) {
        load(client, () -> pause(Duration.ofMillis(500)));
      }
      server.kill();
    }
  }

  private void runAttached(Fault fault, Path trace) throws IOException, InterruptedException {
    TerseProcess server = TerseProcess.start(directory);
    try (TerseClient client = new TerseClient(server.url("/"))) {
      load(client, () -> awaitLinks(LINKS_BEFORE));
      Process tracer = attach(fault, server.pid(), trace);
      load(client, () -> {
        if (fault.endsWriting()) {
          awaitRefusalOr(LINKS_AFTER * (1 + fault.nth()));
        } else {
          awaitLinks(LINKS_AFTER);
          pause(INDEX);
        }
      });
      if (fault.endsWriting() && isInjected(trace)) {
        expectRefusal(client);
      }
      faults.addAll(log.broken(server));
      server.kill();
      tracer.onExit().join();
    }
  }

  /** Has links made, changed and deleted until {@code end} returns. */
  private void load(TerseClient client, Runnable end) {
    log.expectAnswers();
    log.expectRefusals();
    int before = log.refusals().size();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Random own = new Random(random.nextLong());
        String name = "f" + lives + "-" + before + "-" + random.nextInt(1_000_000);
        writers.execute(() -> log.work(client, own, name));
      }
      end.run();
      log.stop();
    }
    log.refusals().stream().skip(before).forEach(this::checkRefusal);
  }

  private void expectRefusal(TerseClient client) {
    try {
      String code = client.shorten(NewLink.to("https://example.com/after")).code();
      faults.add(code + " was acknowledged after a failed write");
    } catch (ApiException.Refused e) {
      checkRefusal(e);
    }
  }

  private void checkRefusal(ApiException.Refused refusal) {
    if ((refusal.status() != 503 && refusal.status() != 507)
        || refusal.problem().type().equals("about:blank")) {
      faults.add("refused with " + refusal.problem());
    }
  }

  private void awaitLinks(int more) {
    int enough = log.size() + more;
    Awaitility.await("links are made").atMost(PATIENCE).until(() -> log.size() >= enough);
  }

  private void awaitRefusalOr(int more) {
    int enough = log.size() + more;
    int before = log.refusals().size();
    Awaitility.await("links are made or refused")
        .atMost(PATIENCE)
        .until(() -> log.size() >= enough || log.refusals().size() > before);
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isInjected(Path trace) throws IOException {
    return Files.readString(trace).contains("(INJECTED)");
  }

  /** Has strace watch one thread; returns when it does. */
  private static Process attach(Fault fault, long pid, Path trace) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("strace", "-p", threadOf(fault, pid), "-o", trace.toString()));
    command.addAll(fault.options());
    Process tracer = new ProcessBuilder(command).redirectErrorStream(true).start();
    String first = tracer.inputReader().readLine();
    if (first == null || !first.contains("attached")) {
      throw new AssertionError("strace does not attach: " + first);
    }
    return tracer;
  }

  private static String threadOf(Fault fault, long pid) throws IOException {
    try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads) {
        if (nameOf(thread).equals(fault.thread())) {
          return thread.getFileName().toString();
        }
      }
    }
    throw new AssertionError("no thread " + fault.thread());
  }

  private static String nameOf(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException e) {
      // It has ended since it was listed.
      return "";
    }
  }
}
