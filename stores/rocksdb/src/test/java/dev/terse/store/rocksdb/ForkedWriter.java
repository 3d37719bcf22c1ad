package dev.terse.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A {@link Writer} in a process of its own, to be killed. */
final class ForkedWriter implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private ForkedWriter(Process process) {
    this.process = process;
    this.lines = process.inputReader(UTF_8);
  }

  /** Starts one, under {@code wrapper} and its arguments if there is one. */
  static ForkedWriter start(Path directory, String... wrapper) throws IOException {
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        Writer.class.getName(),
        directory.toString()));
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    return new ForkedWriter(process);
  }

  long pid() {
    return process.pid();
  }

  /** The next {@code count} acknowledgements; throws if the process ends before. */
  List<String> readAcknowledgements(int count) throws IOException {
    List<String> read = new ArrayList<>();
    while (read.size() < count) {
      String line = lines.readLine();
      if (line == null) {
        throw new AssertionError("the writer ended after " + read.size() + " acknowledgements");
      }
      read.add(line);
    }
    return read;
  }

  /** Kills the process (SIGKILL) and returns what it acknowledged until then. */
  List<String> kill() throws IOException {
    // Process.destroyForcibly would close the pipe as well, with what is still in it.
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    List<String> rest = new ArrayList<>();
    String line = lines.readLine();
    while (line != null) {
      rest.add(line);
      line = lines.readLine();
    }
    // The pipe ends before the last of a dying process's locks is gone.
    family.forEach(member -> member.onExit().join());
    return rest;
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
