package dev.terse.app.cli;

import dev.terse.app.config.Config;
import dev.terse.app.serve.Serving;
import dev.terse.app.settings.Key;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import dev.terse.app.terminal.ExitStatus;
import dev.terse.app.terminal.Session;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code terse serve} with flags that need no more than to be told apart: each known, given once,
 * and with a value behind it. They are read without picocli, which takes a quarter of a start; to
 * whatever else there is on a command line, help and faults among it, only picocli has an answer.
 *
 * @param flags texts by the names of settings
 * @param file the configuration that is named, or null
 * @param demo whether to serve sample links
 */
public record PlainServe(
    Map<String, String> flags, @Nullable Path file, boolean demo) {
  private static final String CONFIG = "--config";
  private static final String DEMO = "--demo";

  /** What picocli would make of {@code arguments}, or null if it is to be asked. */
  public static @Nullable PlainServe of(String... arguments) {
    Iterator<String> words = List.of(arguments).iterator();
    Map<String, String> given =
        words.hasNext() && words.next().equals("serve") ? given(words) : null;
    if (given == null) {
      return null;
    }
    boolean demo = given.remove(DEMO) != null;
    String file = given.remove(CONFIG);
    Map<String, String> flags = new LinkedHashMap<>();
    given.forEach((flag, value) -> flags.put(flag.substring("--".length()), value));
    return new PlainServe(flags, file == null ? null : Path.of(file), demo);
  }

  private static @Nullable Map<String, String> given(Iterator<String> words) {
    // Not a constant: other commands must not pay for it.
    Set<String> withValue = Stream.concat(
            Stream.of(CONFIG), Config.KEYS.stream().map(Key::flag))
        .collect(Collectors.toUnmodifiableSet());
    Map<String, String> given = new LinkedHashMap<>();
    while (words.hasNext()) {
      String[] parts = words.next().split("=", 2);
      String name = parts[0];
      boolean isDemo = parts.length == 1 && name.equals(DEMO);
      String value = parts.length == 2 ? parts[1] : isDemo || !words.hasNext() ? "" : words.next();
      boolean isPlain = isDemo || (withValue.contains(name) && isPlain(value));
      if (!isPlain || given.put(name, value) != null) {
        return null;
      }
    }
    return given;
  }

  /** Whether it can be nothing but a value: no flag, no file of arguments, nothing quoted. */
  private static boolean isPlain(String value) {
    return !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0;
  }

  /** Runs the server and returns the exit status. */
  public int run(Session session) {
    Verdict verdict = new Verdict(session);
    try {
      Sources sources =
          new Sources(flags, List.of(), session.variables(), session.configuration(file));
      new Serving(session).run(new SettingsLoader(Config.KEYS).load(sources), demo);
      return verdict.afterPrinting(ExitStatus.DONE.number());
    } catch (Exception e) {
      return verdict.of(e).number();
    }
  }
}
