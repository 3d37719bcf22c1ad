package dev.terse.server.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many files and connections this process may have open, as the kernel says. */
final class Descriptors {

  /** For the store's files and connections, libraries and logs: RocksDB alone opens 512. */
  public static final int RESERVED = 1_024;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String LINE = "Max open files";

  private Descriptors() {}

  /** How many files it may have open; empty where the kernel does not say or sets no limit. */
  public static OptionalLong files() {
    try (Stream<String> lines = Files.lines(LIMITS)) {
      return lines
          .filter(line -> line.startsWith(LINE))
          .map(line -> line.substring(LINE.length()).strip().split("\\s+", 2)[0])
          .filter(soft -> !soft.equals("unlimited"))
          .mapToLong(Long::parseLong)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** How many connections {@code files} leave: never none, but half of what is too few. */
  public static int connections(long files) {
    long left = Math.max(files - RESERVED, files / 2);
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
