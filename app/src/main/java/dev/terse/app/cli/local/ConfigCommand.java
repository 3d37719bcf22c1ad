package dev.terse.app.cli.local;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.settings.Settings;
import dev.terse.app.terminal.Session;
import dev.terse.app.terminal.Terminal.Style;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code terse config}: prints the configuration in effect. */
@Command(
    name = "config",
    description = "Check the configuration and print what is in effect, as YAML, secrets masked.")
final class ConfigCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ConfigOptions options;

  ConfigCommand(Session session) {
    this.session = session;
    this.options = new ConfigOptions(session);
  }

  @Override
  public Integer call() throws ConfigException {
    Settings settings = options.settings();
    Config.of(settings);
    for (Settings.Effective setting : settings.effective()) {
      String line = setting.name() + ": '" + setting.text().replace("'", "''") + "'";
      String origin = session.terminal().styled(Style.FAINT, "# " + setting.origin());
      session.terminal().out().println(line + "  " + origin);
    }
    return 0;
  }
}
