package dev.terse.e2e.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Programs of the system that a test needs. */
final class Shell {

  private Shell() {}

  /** Runs {@code command} and returns what it printed; throws if it fails. */
  static String run(String... command) throws IOException {
    List<String> words = List.of(command);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new AssertionError(String.join(" ", words) + " failed (" + output
          + "): run the tests as root, where disks" + " may be mounted");
    }
    return output;
  }
}
