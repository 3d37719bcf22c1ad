package dev.terse.bench;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.redirect.RedirectCache;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.redirect.Resolution;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.server.ops.Readiness;
import dev.terse.server.origin.OwnPaths;
import dev.terse.server.redirect.Followed;
import dev.terse.server.redirect.KnownRedirects;
import dev.terse.server.redirect.RedirectConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a redirect cost that memory knows, without the network: the look-up alone, and from the
 * bytes of the request to those of the answer? How much of it is allocated?
 *
 * <pre>
 * bench/jmh.sh KnownRedirectBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KnownRedirectBenchmark {
  private static final long CACHE_BYTES = 1L << 30;
  private static final int BATCH = 1_000;

  /** Links in memory, asked for in no order. */
  @Param({"1000", "100000", "1000000"})
  int links;

  private @Nullable Subject subject;
  private long seed = 1;

  private record Subject(
      Path directory,
      Store store,
      Redirector redirector,
      KnownRedirects shortcut,
      List<LinkKey> keys,
      List<byte[]> requests) {}

  /** Fills a store and a cache. */
  @Setup
  public void setUp() throws IOException {
    Path directory = Files.createTempDirectory("terse-bench-");
    Store store = StoreUrl.parse("rocksdb:" + directory.resolve("store")).open(Purpose.FILL);
    Redirector redirector = new Redirector(
        store.links(), new RedirectCache(CACHE_BYTES), RedirectStatus.FOUND, Runnable::run);
    KnownRedirects shortcut = new KnownRedirects(
        new OwnPaths(Set.of("/")),
        () -> redirector.near(1),
        new Followed(visit -> {}, InstantSource.system()),
        RedirectConfig.DEFAULT,
        new Readiness());
    List<LinkKey> keys = new ArrayList<>(links);
    List<byte[]> requests = new ArrayList<>(links);
    List<Link> batch = new ArrayList<>();
    for (int i = 0; i < links; i++) {
      Code code = SampleLinks.valid(Code.parse(Integer.toString(i, Character.MAX_RADIX)));
      Link link = SampleLinks.of(code, SampleLinks.target(i), new Random(i));
      keys.add(link.key());
      requests.add(("GET /" + code.value() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      batch.add(link);
      if (batch.size() == BATCH || i == links - 1) {
        store.links().createAll(batch);
        batch.clear();
      }
    }
    for (LinkKey key : keys) {
      if (!(redirector.resolve(key).join() instanceof Resolution.Redirect)) {
        throw new IllegalStateException(key + " does not redirect");
      }
    }
    subject = new Subject(directory, store, redirector, shortcut, keys, requests);
  }

  /** Deletes the store. */
  @TearDown
  public void tearDown() throws IOException {
    subject().store().close();
    try (Stream<Path> files = Files.walk(subject().directory())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What a link does, from memory. */
  @Benchmark
  public @Nullable Resolution lookUp() {
    return subject().redirector().resolveNow(subject().keys().get(draw()));
  }

  /** A request's bytes to its answer's. */
  @Benchmark
  public int answer() {
    byte[] request = subject().requests().get(draw());
    ByteBuf answer = Objects.requireNonNull(
        subject().shortcut().answer(request, request.length, PooledByteBufAllocator.DEFAULT));
    int length = answer.readableBytes();
    answer.release();
    return length;
  }

  private Subject subject() {
    return Objects.requireNonNull(subject);
  }

  /** A linear congruential generator's next number (Knuth's MMIX), whose high bits are good. */
  private int draw() {
    seed = seed * 6364136223846793005L + 1442695040888963407L;
    return (int) (((seed >>> 33) * links) >>> 31);
  }
}
