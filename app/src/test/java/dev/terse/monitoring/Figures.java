package dev.terse.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What servers expose: names, and the labels that each was seen with. */
final class Figures {
  private static final Pattern SAMPLE = Pattern.compile("([a-z_:][a-z0-9_:]*)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_]+)(=~|!=|=)\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern SELECTOR =
      Pattern.compile("\\b((?:terse|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");

  /** What Prometheus adds to each figure that it collects. */
  private static final Set<String> TARGET_LABELS = Set.of("instance", "job");

  private final Set<String> families = new TreeSet<>();
  private final Map<String, Map<String, Set<String>>> samples = new HashMap<>();

  /** Asks {@code url} for its figures. */
  static Figures of(URI url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return of(client
          .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
          .body());
    }
  }

  private static Figures of(String text) {
    Figures figures = new Figures();
    for (String line : text.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (line.startsWith("# TYPE ")) {
        figures.families.add(line.split(" ", 4)[2]);
      } else if (sample.matches()) {
        Map<String, Set<String>> labels =
            figures.samples.computeIfAbsent(sample.group(1), _ -> new HashMap<>());
        for (Label label : labels(sample.group(2))) {
          labels.computeIfAbsent(label.name, _ -> new HashSet<>()).add(label.value);
        }
      }
    }
    return figures;
  }

  private record Label(String name, String operator, String value) {}

  /** Names of whole figures, without the suffixes of their parts; maxima of histograms aside. */
  Set<String> families() {
    Set<String> names = new TreeSet<>(families);
    names.removeIf(name -> name.endsWith("_max") && names.contains(name.replaceFirst("_max$", "")));
    return names;
  }

  /** What {@code expression} selects that is not here: names, labels, and values asked for. */
  List<String> missing(String expression) {
    List<String> missing = new ArrayList<>();
    Matcher selector = SELECTOR.matcher(expression);
    while (selector.find()) {
      Map<String, Set<String>> labels = samples.get(selector.group(1));
      if (labels == null) {
        missing.add(selector.group(1));
        continue;
      }
      for (Label label : labels(selector.group(2))) {
        Set<String> values = labels.get(label.name);
        boolean isThere = TARGET_LABELS.contains(label.name)
            || (values != null && (!label.operator.equals("=") || values.contains(label.value)));
        if (!isThere) {
          missing.add(selector.group());
        }
      }
    }
    return missing;
  }

  /** How many figures {@code expression} selects. */
  static long selected(String expression) {
    return SELECTOR.matcher(expression).results().count();
  }

  private static List<Label> labels(String text) {
    return text == null
        ? List.of()
        : LABEL
            .matcher(text)
            .results()
            .map(label -> new Label(label.group(1), label.group(2), label.group(3)))
            .toList();
  }
}
