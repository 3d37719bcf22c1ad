package dev.terse.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Sequence.Lease;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.rocksdb.RocksStore.Opening;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.visits.FoldLimits;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/**
 * Writes to a store until it is killed, and says what was acknowledged, a line each: {@code link ID
 * CODE TARGET}, {@code gone CODE}, {@code lease FIRST END} or {@code visited LINK}. A thread whose
 * call fails says {@code refused REASON READABLE} and ends. Each line is one write to the pipe, so
 * those that arrive are whole.
 */
final class Writer {
  static final int THREADS = 8;

  /** How many links are visited. */
  static final int VISITED = 5;

  private final Store store;
  private final Samples samples = new Samples(new Random());
  private final PrintStream out;

  private Writer(Store store, PrintStream out) {
    this.store = store;
    this.out = out;
  }

  public static void main(String[] arguments) {
    FoldLimits limits = new FoldLimits(10, 100, 100, 2);
    Opening opening = new Opening(Purpose.SERVE, limits, InstantSource.system());
    Store store = RocksStore.open(Path.of(arguments[0]), Tuning.DEFAULT, opening);
    for (int i = 0; i < THREADS; i++) {
      Writer writer = new Writer(store, System.out);
      Thread.ofPlatform().start(writer::write);
    }
  }

  private void write() {
    try {
      while (true) {
        Lease lease = store.sequence().lease(10);
        say("lease " + lease.first() + " " + lease.end());
        for (long number = lease.first(); number < lease.end(); number++) {
          write(number);
          visit((int) number % VISITED);
        }
      }
    } catch (StoreException e) {
      int readable = store.links().list(Query.newest(10)).links().size();
      say("refused " + e.reason() + " " + readable);
    }
  }

  private void write(long number) {
    Link link = samples.link("n" + number, "https://example.com/needle/" + number);
    if (store.links().create(link, Reuse.EXISTING) instanceof Creation.Created) {
      say("link " + link.id() + " " + link.code() + " " + link.target());
    }
    if (number % 50 == 0 && number > 0) {
      LinkKey old = samples.link("n" + (number - 20)).key();
      say("deleting " + old);
      if (store.links().delete(old, OptionalLong.empty()) instanceof Change.Done) {
        say("gone " + old);
      }
    }
  }

  private void visit(int link) {
    say("visiting " + link);
    store.visits().add(List.of(new VisitTally(visited(link), Instant.EPOCH, 1)));
    say("visited " + link);
  }

  /** The link of that number. */
  static LinkId visited(int link) {
    return new LinkId(new UUID(0x7000, link));
  }

  private void say(String line) {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    synchronized (out) {
      out.write(bytes, 0, bytes.length);
      out.flush();
    }
  }
}
