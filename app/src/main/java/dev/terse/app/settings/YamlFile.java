package dev.terse.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Settings in a YAML file, nested or dotted. Values are taken as they are written: {@code 0123} is
 * the text 0123 and no number, so that an alphabet of digits is not counted.
 */
final class YamlFile {
  private final Path path;
  private final List<String> faults;
  private final List<Given> given = new ArrayList<>();

  private YamlFile(Path path, List<String> faults) {
    this.path = path;
    this.faults = faults;
  }

  /** What {@code path} gives; what cannot be read is added to {@code faults}. */
  static List<Given> read(Path path, List<String> faults) {
    YamlFile file = new YamlFile(path, faults);
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
      Optional<Node> root = new Compose(settings).composeString(Files.readString(path));
      root.ifPresent(node -> file.section("", node));
    } catch (NoSuchFileException e) {
      faults.add(path + ": there is no such file");
    } catch (IOException e) {
      faults.add(path + " cannot be read: " + e.getMessage());
    } catch (MarkedYamlEngineException e) {
      faults.add(path + line(e.getProblemMark()) + " is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      faults.add(path + " is no YAML: " + e.getMessage());
    }
    return file.given;
  }

  private void section(String prefix, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      faults.add(origin(node) + ": expected names with values, such as 'server.listen: …'");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name) {
        value(prefix + name.getValue(), tuple.getKeyNode(), tuple.getValueNode());
      } else {
        faults.add(origin(tuple.getKeyNode()) + ": a name is a word");
      }
    }
  }

  private void value(String name, Node key, Node node) {
    switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {
        // "server.url:" with nothing behind it leaves the default.
      }
      case ScalarNode scalar -> given.add(new Given(name, scalar.getValue(), origin(key)));
      case SequenceNode list -> given.add(new Given(name, joined(name, list), origin(key)));
      default -> section(name + ".", node);
    }
  }

  private String joined(String name, SequenceNode list) {
    List<String> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (item instanceof ScalarNode scalar && scalar.getValue().indexOf(',') < 0) {
        items.add(scalar.getValue());
      } else {
        faults.add(name + " (" + origin(item) + "): an item of a list is a word without a comma");
      }
    }
    return String.join(",", items);
  }

  private String origin(Node node) {
    return path + line(node.getStartMark());
  }

  private static String line(Optional<Mark> mark) {
    return mark.map(at -> " line " + (at.getLine() + 1)).orElse("");
  }
}
