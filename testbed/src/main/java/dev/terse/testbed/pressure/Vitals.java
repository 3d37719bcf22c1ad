package dev.terse.testbed.pressure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What /proc tells of a process.
 *
 * @param descriptors that it has open
 * @param residentMiB memory
 * @param threads the kernel's
 */
public record Vitals(int descriptors, long residentMiB, int threads) {
  private static final Duration POLL = Duration.ofMillis(50);

  /** Of {@code pid}, now; throws UncheckedIOException if there is no such process. */
  public static Vitals of(long pid) {
    Path process = Path.of("/proc/" + pid);
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      int descriptors = (int) open.count();
      return new Vitals(
          descriptors, number(process, "VmRSS:") >> 10, (int) number(process, "Threads:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once {@code pid} has {@code most} descriptors or fewer, and how long that took. */
  public static Duration awaitDescriptors(long pid, int most, Duration patience) {
    long began = System.nanoTime();
    int now = of(pid).descriptors;
    while (now > most) {
      if (System.nanoTime() - began > patience.toNanos()) {
        throw new IllegalStateException(
            now + " descriptors are open after " + patience + ", not " + most);
      }
      pause();
      now = of(pid).descriptors;
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The greater of each. */
  Vitals most(Vitals other) {
    return new Vitals(
        Math.max(descriptors, other.descriptors),
        Math.max(residentMiB, other.residentMiB),
        Math.max(threads, other.threads));
  }

  static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long number(Path process, String name) throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip().split("\\s", 2)[0]))
        .findFirst()
        .orElseThrow();
  }
}
