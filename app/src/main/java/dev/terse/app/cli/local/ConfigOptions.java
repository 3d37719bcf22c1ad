package dev.terse.app.cli.local;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.settings.Key;
import dev.terse.app.settings.Settings;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.terminal.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Where a command gets its configuration: {@code --config}, and a flag for each setting. */
public final class ConfigOptions {
  private final Session session;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else $TERSE_CONFIG, else " + Session.CONFIGURATION
          + " if there is one.")
  private @Nullable Path file;

  /** Options of a command in {@code session}. */
  public ConfigOptions(Session session) {
    this.session = session;
  }

  /** Gives {@code command} a flag for each setting; {@code hidden} ones are not in its help. */
  public static void addFlags(CommandSpec command, boolean hidden) {
    for (Key<?> key : Config.KEYS) {
      boolean isSwitch = key.byDefault().equals("true") || key.byDefault().equals("false");
      OptionSpec.Builder option = OptionSpec.builder(key.flag())
          .type(String.class)
          .paramLabel("VALUE")
          .description(key.about().replace("`", "").replace("%", "%%"))
          .hidden(hidden);
      if (isSwitch) {
        option.arity("0..1").fallbackValue("true");
      }
      command.addOption(option.build());
    }
  }

  Settings settings() {
    Map<String, String> flags = new LinkedHashMap<>();
    ParseResult parsed = spec.commandLine().getParseResult();
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName().substring("--".length());
      if (name.indexOf('.') > 0 && option.getValue() instanceof String value) {
        flags.put(name, value);
      }
    }
    return new SettingsLoader(Config.KEYS)
        .load(new SettingsLoader.Sources(
            flags, parsed.unmatched(), session.variables(), session.configuration(file)));
  }

  /** The configuration; throws with every fault there is in it. */
  public Config config() throws ConfigException {
    return Config.of(settings());
  }
}
