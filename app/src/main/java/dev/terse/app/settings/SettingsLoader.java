package dev.terse.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from everywhere they can be given: a flag goes before the environment, that before
 * the file, that before the default.
 */
public final class SettingsLoader {
  private final Map<String, Key<?>> keys = new LinkedHashMap<>();

  /** Knows {@code keys} and no others. */
  public SettingsLoader(Collection<Key<?>> keys) {
    keys.forEach(key -> this.keys.put(key.name(), key));
  }

  /**
   * Where settings are given.
   *
   * @param flags texts by key name
   * @param strays arguments that are no flag of a known key
   * @param variables the environment
   * @param file the YAML file, or null for none
   */
  public record Sources(
      Map<String, String> flags,
      List<String> strays,
      Map<String, String> variables,
      @Nullable Path file) {}

  /** Everything {@code sources} give. Faults are kept in the result, to be told all at once. */
  public Settings load(Sources sources) {
    List<String> faults = new ArrayList<>();
    Map<String, Given> effective = new LinkedHashMap<>();
    if (sources.file() != null) {
      put(effective, YamlFile.read(sources.file(), faults), faults);
    }
    put(effective, Environment.read(sources.variables(), keys.values(), faults), faults);
    List<Given> flags = new ArrayList<>();
    sources.flags().forEach((name, text) -> flags.add(new Given(name, text, "flag --" + name)));
    put(effective, flags, faults);
    faults.addAll(strayFaults(sources.strays()));
    return new Settings(keys.values(), effective, faults);
  }

  /** A word behind an unknown flag is most likely its value, so only the flag is a fault. */
  private List<String> strayFaults(List<String> strays) {
    List<String> faults = new ArrayList<>();
    boolean valueMayFollow = false;
    for (String stray : strays) {
      if (stray.startsWith("-")) {
        String name = stray.replaceFirst("^-+", "").replaceFirst("=.*", "");
        faults.add("flag --" + name + " sets nothing" + meant(name, keys.keySet()));
      } else if (!valueMayFollow) {
        faults.add("'" + stray + "' is no flag: settings are given as --name value");
      }
      valueMayFollow = stray.startsWith("-") && stray.indexOf('=') < 0;
    }
    return faults;
  }

  /** A half-sentence that names the nearest of {@code names}, or nothing if none is near. */
  static String meant(String name, Collection<String> names) {
    String nearest = Nearest.of(name, names);
    return nearest == null ? "" : ": did you mean " + nearest + "?";
  }

  /** Puts one source over those before it; within one, nothing may be given twice. */
  private void put(Map<String, Given> effective, List<Given> source, List<String> faults) {
    Map<String, Given> seen = new LinkedHashMap<>();
    for (Given given : source) {
      if (!keys.containsKey(given.name())) {
        faults.add(given.name() + " (" + given.origin() + ") is no setting"
            + meant(given.name(), keys.keySet()));
        continue;
      }
      Given earlier = seen.put(given.name(), given);
      if (earlier != null) {
        faults.add(
            given.name() + " is given twice: " + earlier.origin() + " and " + given.origin());
      }
      effective.put(given.name(), given);
    }
  }
}
