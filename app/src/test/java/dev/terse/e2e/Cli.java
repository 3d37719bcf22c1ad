package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line of the packaged artifact, run in a directory of its own. */
public final class Cli {
  private static final int LIMIT_SECONDS = 300;

  private final Path directory;
  private final Map<String, String> variables;

  private Cli(Path directory, Map<String, String> variables) {
    this.directory = directory;
    this.variables = variables;
  }

  /** The command line in {@code directory}, with nothing of Terse's in the environment. */
  public static Cli in(Path directory) {
    return new Cli(directory, Map.of());
  }

  /** The same with one more environment variable. */
  public Cli with(String name, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(name, value);
    return new Cli(directory, more);
  }

  /** How a command ended and what it printed. */
  public record Result(int status, String out, String err) {

    /** What was printed to standard output, without the last line's end. */
    public String line() {
      assertThat(status).as(err).isZero();
      return out.strip();
    }
  }

  /** The start of each command line: java, its flags and the artifact. */
  public static List<String> java(String... flags) {
    List<String> command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-jar", TerseProcess.ROOT.resolve("app/target/terse/terse.jar").toString()));
    return command;
  }

  /** Runs {@code terse} with {@code arguments} to its end. */
  public Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = java();
    command.addAll(List.of(arguments));
    return runProgram(command.toArray(String[]::new));
  }

  /** Runs any program in the same directory and environment. */
  public Result runProgram(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TERSE_"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " did not end");
    }
    Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return result;
  }
}
