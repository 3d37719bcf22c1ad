package dev.terse.server.load;

import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Decides how much this process can take. */
public final class Precautions {
  private static final Logger LOG = LoggerFactory.getLogger(Precautions.class);

  /** Requests that arrive may take this part of the heap. */
  private static final int PART_OF_HEAP = 32;

  private Precautions() {}

  /**
   * Takes on as much as it may.
   *
   * @param connections how many at once, if there are descriptors for them
   * @param peerConnections how many of one peer; 0 does not count them
   * @param proxies addresses of which any number may come
   * @param work how much is worked on at once
   * @param crowded whether redirects wait for the store
   */
  public static Pressure of(
      int connections,
      int peerConnections,
      Predicate<String> proxies,
      LoadConfig work,
      BooleanSupplier crowded) {
    LoopLag lag = new LoopLag(System::nanoTime);
    return new Pressure(
        new Connections(possible(connections), peerConnections, proxies),
        new Room(Runtime.getRuntime().maxMemory() / PART_OF_HEAP),
        lag,
        new Workload(
            Executors.newVirtualThreadPerTaskExecutor(),
            work,
            () -> lag.isLate() || crowded.getAsBoolean(),
            System::nanoTime));
  }

  /** A store that can open no file stops writing, so connections must leave it some. */
  private static int possible(int wanted) {
    OptionalLong files = Descriptors.files();
    return files.isEmpty() ? wanted : Math.min(wanted, Descriptors.connections(files.getAsLong()));
  }

  /** Says if fewer than {@code wanted} connections are {@code possible} at once, and the remedy. */
  public static void report(int wanted, int possible) {
    if (possible < wanted) {
      LOG.atLevel(possible < wanted / 2 ? Level.WARN : Level.INFO)
          .log(
              "at most {} connections at once, not server.max-connections={}: this process may open"
                  + " {} files; raise that with 'ulimit -n' or systemd's LimitNOFILE",
              possible,
              wanted,
              Descriptors.files().orElse(0));
    }
  }
}
