package dev.terse.app.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process was started with.
 *
 * @param variables the environment
 * @param directory where it was started
 * @param terminal whom it talks to
 * @param version of the product
 */
public record Session(
    Map<String, String> variables, Path directory, Terminal terminal, String version) {

  /** The configuration's file if none is named. */
  public static final String CONFIGURATION = "terse.yaml";

  /** The session of this process. */
  public static Session ofProcess(String version) {
    Map<String, String> variables = System.getenv();
    return new Session(variables, Path.of(""), Terminal.ofProcess(variables), version);
  }

  /** The configuration's file: {@code named} if it is, or another, or null if there is none. */
  public @Nullable Path configuration(@Nullable Path named) {
    if (named != null) {
      return named;
    }
    String variable = variables.get("TERSE_CONFIG");
    if (variable != null) {
      return Path.of(variable);
    }
    Path usual = directory.resolve(CONFIGURATION);
    return Files.exists(usual) ? usual : null;
  }
}
