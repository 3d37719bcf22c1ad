package dev.terse.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Settings in environment variables: {@code TERSE_SERVER_LISTEN} and so on. */
final class Environment {

  /**
   * Variables that are no settings of the server; the launcher and the client commands read them.
   */
  private static final Set<String> OTHERS = Set.of(
      "TERSE_CONFIG", "TERSE_SERVER", "TERSE_API_KEY", "TERSE_API_KEY_FILE", "TERSE_JAVA_OPTS");

  /** What Kubernetes sets in every container beside a service that is called terse. */
  private static final Pattern KUBERNETES =
      Pattern.compile("TERSE_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_.*)?)");

  private Environment() {}

  /** What {@code variables} give to {@code keys}; what cannot be is added to {@code faults}. */
  static List<Given> read(
      Map<String, String> variables, Collection<Key<?>> keys, List<String> faults) {
    List<Given> given = new ArrayList<>();
    Map<String, String> unknown = new TreeMap<>(variables);
    unknown
        .keySet()
        .removeIf(name -> !name.startsWith("TERSE_")
            || OTHERS.contains(name)
            || KUBERNETES.matcher(name).matches());
    for (Key<?> key : keys) {
      String text = unknown.remove(key.variable());
      if (text != null) {
        given.add(new Given(key.name(), text, "environment " + key.variable()));
      }
      String file = key.isSecret() ? unknown.remove(key.variable() + "_FILE") : null;
      if (file != null) {
        readFile(key, Path.of(file), given, faults);
      }
    }
    List<String> names = keys.stream().map(Key::variable).toList();
    for (String name : unknown.keySet()) {
      faults.add("environment " + name + " sets nothing" + SettingsLoader.meant(name, names));
    }
    return given;
  }

  private static void readFile(Key<?> key, Path file, List<Given> given, List<String> faults) {
    String variable = key.variable() + "_FILE";
    try {
      String text = Files.readString(file).stripTrailing();
      given.add(new Given(key.name(), text, "environment " + variable));
    } catch (IOException e) {
      faults.add("environment " + variable + ": cannot read " + file);
    }
  }
}
