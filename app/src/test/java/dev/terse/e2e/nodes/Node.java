package dev.terse.e2e.nodes;

import dev.terse.core.code.CodeGenerator;
import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreUrl;
import dev.terse.e2e.nodes.NodeProcess.Build;
import dev.terse.e2e.nodes.Report.Kind;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A node as a process: it opens a store and does what standard input says, a command a line, until
 * that ends. {@code draw} begins to draw codes and to store links, {@code rest} ends it;
 * {@code claim FIRST COUNT} takes part in contests. What happened goes to standard output, each
 * line by one write before anything is done that builds on it: a kill cuts no line and hides no
 * code that became a link.
 *
 * <p>Arguments: the store's URL, the node's name, how many codes it draws for each link, and the
 * {@link Build}.
 */
final class Node {
  private static final int WRITERS = 8;
  private static final int OPENINGS = 10;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 100;
  private static final Target ANY = new Target("https://example.com/");

  private final Store store;
  private final String name;
  private final int drawsPerLink;
  private final CodeGenerator codes;
  private final SecureRandom random = new SecureRandom();
  private final OutputStream reports = new FileOutputStream(FileDescriptor.out);
  private final AtomicLong links = new AtomicLong();
  private volatile boolean ending;

  private Node(Store store, String name, int drawsPerLink) {
    this.store = store;
    this.name = name;
    this.drawsPerLink = drawsPerLink;
    InstantSource clock = new JumpingClock(random);
    this.codes =
        StoreCodes.open(CodesConfig.DEFAULT, store, clock, random).generators().get(null);
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException {
    System.setOut(System.err);
    Store opened = open(StoreUrl.parse(args[0]));
    Build build = Build.valueOf(args[3]);
    try (Store store = build == Build.SOUND ? opened : new FlawedStore(opened, build)) {
      new Node(store, args[1], Integer.parseInt(args[2])).obey();
    }
  }

  /** Tries again for a while, as a supervisor of services would: the machine is busy. */
  private static Store open(StoreUrl url) {
    for (int attempt = 1; ; attempt++) {
      try {
        return url.open();
      } catch (StoreException e) {
        if (!e.isRetryable() || attempt == OPENINGS) {
          throw e;
        }
      }
    }
  }

  private void obey() throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      report(Kind.READY);
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "rest" -> ending = true;
          case "draw" -> {
            for (int i = 0; i < WRITERS; i++) {
              threads.execute(this::drawOnAndOn);
            }
          }
          case "claim" -> {
            int first = Integer.parseInt(words[1]);
            int count = Integer.parseInt(words[2]);
            threads.execute(() -> claim(threads, first, count));
          }
          default -> throw new IllegalArgumentException(line);
        }
      }
      ending = true;
    }
  }

  private void drawOnAndOn() {
    while (!ending) {
      List<Code> drawn = Stream.generate(this::draw)
          .limit(drawsPerLink)
          .takeWhile(codes -> !codes.isEmpty())
          .flatMap(List::stream)
          .toList();
      if (!drawn.isEmpty()) {
        report(Kind.DREW, drawn.stream().map(Code::value).toArray(String[]::new));
        store(drawn.getLast());
      }
    }
  }

  /** One code, or none if the store failed. */
  private List<Code> draw() {
    try {
      return switch (codes.draw(ANY, 0)) {
        case Draw.Drawn drawn -> List.of(drawn.code());
        case Draw.Exhausted exhausted -> throw new IllegalStateException(exhausted.remedy());
      };
    } catch (StoreException e) {
      failed(e);
      return List.of();
    }
  }

  private void store(Code code) {
    Link link = link(code, "link/" + name + "/" + links.getAndIncrement() + "?q=%C3%A9");
    try {
      switch (store.links().create(link, Reuse.NEVER)) {
        case Creation.Created _ ->
          report(Kind.STORED, code.value(), link.target().value(), link.id().toString());
        case Creation.Reused _, Creation.Taken _ -> report(Kind.TAKEN, code.value());
      }
    } catch (StoreException e) {
      failed(e);
    }
  }

  /** Claims all at once, so that each meets the other nodes' claims. */
  private void claim(ExecutorService threads, int first, int count) {
    CountDownLatch claimed = new CountDownLatch(count);
    for (int i = first; i < first + count; i++) {
      int contest = i;
      threads.execute(() -> {
        claim(contest);
        claimed.countDown();
      });
    }
    try {
      claimed.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    report(Kind.DONE, Integer.toString(first));
  }

  private void claim(int contest) {
    Link link = link(Contests.code(contest), Contests.claim(contest, name));
    try {
      Kind kind = switch (store.links().create(link, Reuse.NEVER)) {
        case Creation.Created _ -> Kind.WON;
        case Creation.Reused _, Creation.Taken _ -> Kind.LOST;
      };
      report(kind, Integer.toString(contest));
    } catch (StoreException e) {
      failed(e);
    }
  }

  private Link link(Code code, String path) {
    Instant now = Instant.now();
    return new Link(
        LinkId.create(now, random),
        LinkKey.of(code),
        new Target("https://example.com/" + path),
        LinkDetails.NONE,
        History.begin(now, null));
  }

  private void failed(StoreException e) {
    System.err.println(e);
    report(Kind.FAILED, e.operation(), e.reason().name());
    try {
      Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** One write of less than a pipe's atomic 4,096 bytes: all of it arrives or nothing. */
  private void report(Kind kind, String... words) {
    byte[] line = (new Report(kind, words).line() + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      reports.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException("nobody listens", e);
    }
  }
}
