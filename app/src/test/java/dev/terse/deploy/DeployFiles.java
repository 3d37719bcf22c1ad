package dev.terse.deploy;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads what is under deploy/. */
final class DeployFiles {
  static final Path DIRECTORY =
      Path.of(System.getProperty("terse.root")).resolve("deploy").normalize();

  private DeployFiles() {}

  /** The one document in {@code file}, which is a mapping. */
  @SuppressWarnings("unchecked")
  static JsonObject yaml(String file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return new JsonObject((Map<String, Object>)
        new Load(settings).loadFromString(Files.readString(DIRECTORY.resolve(file))));
  }

  /** What Terse makes of {@code variables}; throws with what it does not take. */
  static Config configuration(Map<String, String> variables) throws ConfigException {
    return Config.of(
        new SettingsLoader(Config.KEYS).load(new Sources(Map.of(), List.of(), variables, null)));
  }
}
