package dev.terse.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has Jazzer run each parser for a while, guided by the branches that it reaches. Arguments: the
 * seconds for each, Jazzer's class path, and a directory for what is found. Prints a row for each;
 * ends with status 1 if one failed.
 */
final class LongFuzz {
  private static final Pattern LAST =
      Pattern.compile("(?s).*#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: \\d+ corp: (\\d+)/.*");

  private LongFuzz() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Running.TARGET.run(bytes);
  }

  private static final class Running {
    static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("fuzz.target"));
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean failed = false;
    for (FuzzTarget target : FuzzTarget.values()) {
      failed |= !run(target, args[0], args[1], Path.of(args[2]));
    }
    System.exit(failed ? 1 : 0);
  }

  private static boolean run(FuzzTarget target, String seconds, String jazzer, Path found)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(found.resolve(target.name()));
    Path corpus = Files.createDirectories(own.resolve("corpus"));
    for (byte[] seed : target.seeds()) {
      Files.write(corpus.resolve("seed-" + Arrays.hashCode(seed)), seed);
    }
    Path log = own.resolve("log");
    List<String> command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-Xmx1g",
        "-Dfuzz.target=" + target,
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        jazzer + File.pathSeparator + System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + LongFuzz.class.getName(),
        "--instrumentation_includes=dev.terse.**",
        "--reproducer_path=" + own,
        "-artifact_prefix=" + own + "/",
        "-max_total_time=" + seconds,
        "-timeout=10",
        "-rss_limit_mb=4096",
        corpus.toString()));
    int status = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
    Matcher last = LAST.matcher(Files.readString(log));
    boolean ended = status == 0 && last.matches();
    System.out.println(
        ended
            ? "| " + target + " | " + last.group(1) + " | " + last.group(2) + " | " + last.group(3)
                + " | none |"
            : "| " + target + " | | | | see " + log + " |");
    return ended;
  }
}
