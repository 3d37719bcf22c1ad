package dev.terse.app.config;

import dev.terse.app.settings.Key;
import dev.terse.app.settings.Readers;
import dev.terse.app.settings.Settings;
import java.util.List;

/** The settings that become {@link LogConfig}. */
final class LogKeys {
  static final Key<LogConfig.Level> LEVEL = new Key<>(
      "log.level",
      "info",
      "The least serious level that is logged: `error`, `warn`, `info`, `debug` or `trace`.",
      Readers.oneOf(LogConfig.Level.values()));
  static final Key<LogConfig.Format> FORMAT = new Key<>(
      "log.format",
      "text",
      "What a line of the log looks like: `text` for people, `json` for programs.",
      Readers.oneOf(LogConfig.Format.values()));

  static final List<Key<?>> ALL = List.of(LEVEL, FORMAT);

  private LogKeys() {}

  static LogConfig bind(Settings settings) {
    return new LogConfig(settings.get(LEVEL), settings.get(FORMAT));
  }
}
