package dev.terse.monitoring;

import dev.terse.e2e.TerseProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What docs/reference/metrics.md tells of figures. */
final class Reference {
  static final Path DIRECTORY = TerseProcess.ROOT.resolve("docs/reference");

  private Reference() {}

  /** The names in the sections of those titles. */
  static Set<String> names(String... titles) {
    Set<String> wanted = Set.of(titles);
    Set<String> names = new TreeSet<>();
    String title = "";
    for (String line : read("metrics.md").lines().toList()) {
      if (line.startsWith("## ")) {
        title = line.substring("## ".length());
      } else if (wanted.contains(title) && line.startsWith("| `")) {
        names.add(line.split("`", 3)[1]);
      }
    }
    return names;
  }

  static String read(String file) {
    try {
      return Files.readString(DIRECTORY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
