package dev.terse.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The figures of one answer in Prometheus' text format, by name and labels as written. */
public final class Scrape {
  private final Map<String, Double> values = new HashMap<>();

  /** Reads {@code text}; throws for a line that is none of the format. */
  public Scrape(String text) {
    for (String line : text.lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      assertThat(line)
          .matches("[a-z_:][a-z0-9_:]*(\\{([a-z_]+=\"([^\"\\\\\n]|\\\\.)*\",?)*})? "
              + "(-?[0-9.]+(E-?[0-9]+)?|NaN|[+-]Inf)");
      int blank = line.lastIndexOf(' ');
      String name = line.substring(0, blank);
      assertThat(values).as("each figure once").doesNotContainKey(name);
      values.put(name, number(line.substring(blank + 1)));
    }
  }

  /** The value of {@code figure}, its labels in alphabetical order, or 0 if there is none. */
  public double of(String figure) {
    return values.getOrDefault(figure, 0.0);
  }

  /** All names, without labels. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    values.keySet().forEach(figure -> names.add(figure.replaceFirst("\\{.*", "")));
    return names;
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }
}
