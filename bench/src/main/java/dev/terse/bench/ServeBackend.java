package dev.terse.bench;

import dev.terse.testbed.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs a backend's servers for a load scenario, until standard input ends. Prints the store's URL
 * and then, for each line of input, what the servers have done since they started: CPU time in
 * microseconds, and operations that clients asked for. Arguments: the backend's name, and a
 * directory for the data.
 */
final class ServeBackend {
  private static final int TICKS_PER_SECOND = 100;

  private ServeBackend() {}

  /** Runs; see the class. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[1]));
    Backend backend = Backend.valueOf(args[0].toUpperCase(Locale.ROOT));
    try (Backend.Running running = backend.start(directory);
        StoreOperations operations = StoreOperations.of(backend, running.url());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(running.url());
      while (lines.readLine() != null) {
        System.out.println(cpuMicros() + " " + operations.count());
      }
    }
  }

  /** Of all processes below this one, those that have ended included. */
  private static long cpuMicros() {
    return ProcessHandle.current()
            .descendants()
            .mapToLong(process -> ticks(process.pid()))
            .sum()
        * (1_000_000 / TICKS_PER_SECOND);
  }

  /** User and system time of a process and of its children that have ended; 0 if it is gone. */
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks;
    } catch (IOException gone) {
      return 0;
    }
  }
}
