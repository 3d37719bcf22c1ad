package dev.terse.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.link.Target;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.space.OrderedSpace;
import dev.terse.core.space.ShuffleKey;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How blocks of numbers are leased from a store that is slow, hangs or fails. */
@Timeout(60)
class LeasingTest {
  private static final Target TARGET = new Target("https://example.com/");

  @Test
  void draw_storeHangs_allWaitTogetherAndNoLongerThanTheBound() throws Exception {
    Numbers numbers = new Numbers();
    numbers.hang();
    CodeGenerator codes = codes(numbers, 1_000);
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> draws = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        draws.add(threads.submit(() -> assertThatThrownBy(() -> codes.draw(TARGET, 0))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("takes longer")));
      }
      for (Future<?> draw : draws) {
        draw.get();
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(SequentialCodes.PATIENCE.multipliedBy(5));
    assertThat(numbers.asked).hasValue(1);
    numbers.goOn();
    assertThat(eventually(codes)).isInstanceOf(Draw.Drawn.class);
    assertThat(numbers.asked).hasValue(1);
  }

  private static Draw eventually(CodeGenerator codes) throws InterruptedException {
    while (true) {
      try {
        return codes.draw(TARGET, 0);
      } catch (StoreException stillOnItsWay) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void draw_longBlockNearlyUsed_hasLeasedTheNextBeforeTheStoreHangs() {
    Numbers numbers = new Numbers();
    CodeGenerator codes = codes(numbers, 1_000, Runnable::run);
    int drawn = 0;
    while (numbers.last.get() < 256) {
      codes.draw(TARGET, 0);
      drawn++;
    }
    int leased = numbers.next.intValue();
    assertThat(drawn).isLessThan(leased - 256);
    numbers.hang();
    for (int i = drawn; i < leased - 128; i++) {
      assertThat(codes.draw(TARGET, 0)).isInstanceOf(Draw.Drawn.class);
    }
    numbers.goOn();
  }

  @Test
  void draw_underContentionFailureAndHanging_givesEachCodeOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("LeasingTest seed " + seed);
    Numbers numbers = new Numbers();
    numbers.torment(new Random(seed));
    List<String> drawn = drawByMany(numbers);
    assertThat(drawn).hasSizeGreaterThan(10_000).doesNotHaveDuplicates();
    assertThat(numbers.failures).hasPositiveValue();
  }

  /** The same test sees a store fail that uses numbers before their lease is durable. */
  @Test
  void draw_storeThatLeasesAfterUse_givesCodesTwice() throws Exception {
    Numbers numbers = new Numbers();
    numbers.forgetful = true;
    numbers.torment(new Random(1));
    List<String> drawn = drawByMany(numbers);
    assertThat(drawn.stream().distinct().count()).isLessThan(drawn.size());
  }

  /** Two nodes, eight threads each. */
  private static List<String> drawByMany(Numbers numbers) throws Exception {
    List<CodeGenerator> nodes = List.of(codes(numbers, 100), codes(numbers, 100));
    List<String> drawn = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> draws = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        CodeGenerator node = nodes.get(i % 2);
        draws.add(threads.submit(() -> drawMany(node, drawn)));
      }
      for (Future<?> draw : draws) {
        draw.get();
      }
    }
    return drawn;
  }

  private static void drawMany(CodeGenerator node, List<String> drawn) {
    for (int i = 0; i < 2_000; i++) {
      try {
        if (node.draw(TARGET, 0) instanceof Draw.Drawn(var code)) {
          drawn.add(code.value());
        }
      } catch (StoreException e) {
        assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
      }
    }
  }

  private static CodeGenerator codes(Sequence numbers, int leaseSize) {
    return codes(numbers, leaseSize, Thread::startVirtualThread);
  }

  private static CodeGenerator codes(Sequence numbers, int leaseSize, Executor leasing) {
    CodesConfig config = new Configs().leaseSize(leaseSize).build();
    CodeSpace space = new CodeSpace(
        config.alphabet(), config.lengths(GeneratorName.SEQUENTIAL), config.blockedWords());
    return new SequentialCodes(
        new OrderedSpace(space, config.order(), ShuffleKey.of("a secret for these tests")),
        numbers,
        config,
        () -> Instant.EPOCH,
        leasing);
  }

  /** Numbers whose leases can hang, fail, or fail after they were made durable. */
  private static final class Numbers implements Sequence {
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean forgetful;
    private volatile boolean tormented;
    private Random random = new Random(0);

    void hang() {
      gate = new CountDownLatch(1);
    }

    void goOn() {
      gate.countDown();
    }

    void torment(Random by) {
      random = by;
      tormented = true;
    }

    @Override
    public Lease lease(int size) {
      asked.incrementAndGet();
      int fate = tormented ? fate() : 10;
      pause(fate == 0 ? 20 : 0);
      if (fate == 1) {
        throw failure();
      }
      long first = forgetful && fate == 2 ? next.get() : next.getAndAdd(size);
      last.set(size);
      if (fate == 3) {
        throw failure();
      }
      return new Lease(first, size);
    }

    private synchronized int fate() {
      return random.nextInt(10);
    }

    private StoreException failure() {
      failures.incrementAndGet();
      return new StoreException(Reason.UNAVAILABLE, "sequence.lease", "is failing");
    }

    private void pause(int millis) {
      try {
        gate.await();
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public long position() {
      return next.get();
    }

    @Override
    public void raise(long floor) {
      next.accumulateAndGet(floor, Math::max);
    }
  }
}
