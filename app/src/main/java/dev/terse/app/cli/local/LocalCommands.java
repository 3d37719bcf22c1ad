package dev.terse.app.cli.local;

import dev.terse.app.terminal.Session;
import picocli.CommandLine;

/** The commands of this package, each with a flag for every setting. */
public final class LocalCommands {
  private LocalCommands() {}

  /** Puts them below {@code root}; settings show in the help of those that are about settings. */
  public static void addTo(CommandLine root, Session session) {
    add(root, new ServeCommand(session), false);
    add(root, new ConfigCommand(session), false);
    add(root, new CapacityCommand(session), true);
    add(root, new CodesCommand(session), true);
    add(root, new ReindexCommand(session), true);
  }

  private static void add(CommandLine root, Object command, boolean hideFlags) {
    // Unknown flags are told together with all other faults of the configuration.
    CommandLine line = new CommandLine(command).setUnmatchedArgumentsAllowed(true);
    ConfigOptions.addFlags(line.getCommandSpec(), hideFlags);
    root.addSubcommand(line);
  }
}
