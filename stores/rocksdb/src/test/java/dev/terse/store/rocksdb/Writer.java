package dev.terse.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Sequence.Lease;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.rocksdb.disk.Tuning;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Writes to a store until it is killed, and says what was acknowledged, a line each: {@code link ID
 * CODE TARGET}, {@code gone CODE} or {@code lease FIRST END}. A thread whose call fails says
 * {@code refused REASON READABLE} and ends. Each line is one write to the pipe, so those that
 * arrive are whole.
 */
final class Writer {
  static final int THREADS = 8;

  private final Store store;
  private final Samples samples = new Samples(new Random());
  private final PrintStream out;

  private Writer(Store store, PrintStream out) {
    this.store = store;
    this.out = out;
  }

  public static void main(String[] arguments) {
    Store store = RocksStore.open(Path.of(arguments[0]), Tuning.DEFAULT);
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

  private void say(String line) {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    synchronized (out) {
      out.write(bytes, 0, bytes.length);
      out.flush();
    }
  }
}
