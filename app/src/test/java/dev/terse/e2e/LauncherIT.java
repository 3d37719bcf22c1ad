package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./terse} once it has been built, and how it finds its JDK. */
@Tag("slow")
final class LauncherIT {
  private static final String FINDER =
      TerseProcess.ROOT.resolve("config/find-jdk.sh").toString();

  @TempDir
  private Path directory;

  @Test
  void terse_throughALinkFromElsewhere_runsWithoutBuilding() throws Exception {
    Path link =
        Files.createSymbolicLink(directory.resolve("short"), TerseProcess.ROOT.resolve("terse"));

    Result result = Cli.in(directory).runProgram(link.toString(), "version");

    assertThat(result.line()).startsWith("Terse ");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void serve_cacheIsInsistedOn_startsFromIt() throws Exception {
    // Ends at once, if it gets so far.
    String[] wrong = {TerseProcess.ROOT.resolve("terse").toString(), "serve", "--cache.size", "x"};
    Cli insisting = Cli.in(directory).with("TERSE_JAVA_OPTS", "-XX:AOTMode=on");

    assertThat(insisting.runProgram(wrong).status()).isEqualTo(2);
    Result started = insisting.runProgram(wrong);
    assertThat(started.err()).contains("cache.size").doesNotContain("preparing");
    assertThat(started.status()).isEqualTo(2);

    Result other = Cli.in(directory)
        .with("TERSE_JAVA_OPTS", "-XX:AOTMode=on -XX:-UseCompactObjectHeaders")
        .runProgram(wrong);
    assertThat(other.status()).isEqualTo(1);
  }

  @Test
  void terse_heapIsAskedFor_getsIt() throws Exception {
    // Too small for Java, which says so if it is its last word.
    Result result = Cli.in(directory)
        .with("TERSE_JAVA_OPTS", "-Xmx1k")
        .runProgram(TerseProcess.ROOT.resolve("terse").toString(), "version");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("Too small maximum heap");
  }

  @Test
  void terse_javaHomeTooOld_findsAnother() throws Exception {
    Path old = fakeJdk("old", "24.0.1");

    Result result = Cli.in(directory)
        .with("JAVA_HOME", old.toString())
        .runProgram("sh", "-c", ". " + FINDER + " && find_jdk && echo \"$JAVA_HOME\"");

    assertThat(result.line()).isNotEqualTo(old.toString());
  }

  @Test
  void finder_sdkman_isSearched() throws Exception {
    Path jdk = fakeJdk(".sdkman/candidates/java/99.0.1-tem", "99.0.1");

    Result result = Cli.in(directory)
        .with("HOME", directory.toString())
        .with("JAVA_HOME", "")
        .runProgram(
            "sh", "-c", ". " + FINDER + " && terse_jdk_version=99 && find_jdk && echo $JAVA_HOME");

    assertThat(result.line()).isEqualTo(jdk.toString());
  }

  @Test
  void finder_noJdk_saysWhatToInstall() throws Exception {
    Result result = Cli.in(directory)
        .runProgram("sh", "-c", ". " + FINDER + " && terse_jdk_version=98 && find_jdk");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("Terse needs a JDK 98 or newer and found none: install one");
  }

  private Path fakeJdk(String name, String version) throws Exception {
    Path home = Files.createDirectories(directory.resolve(name));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String program : new String[] {"java", "javac"}) {
      Files.writeString(bin.resolve(program), "#!/bin/sh\nexit 1\n").toFile().setExecutable(true);
    }
    return home;
  }
}
