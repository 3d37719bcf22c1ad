package dev.terse.app.terminal;

import java.nio.file.Path;
import java.util.Map;

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

  /** The session of this process. */
  public static Session ofProcess(String version) {
    Map<String, String> variables = System.getenv();
    return new Session(variables, Path.of(""), Terminal.ofProcess(variables), version);
  }
}
