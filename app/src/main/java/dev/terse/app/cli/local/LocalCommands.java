package dev.terse.app.cli.local;

import dev.terse.app.terminal.Session;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands of this package; those that read the configuration have a flag for each setting. */
public final class LocalCommands {
  private LocalCommands() {}

  /** Tells {@code take} their names and how they are made, in the order of the help. */
  public static void forEach(BiConsumer<String, Function<Session, CommandLine>> take) {
    take.accept("serve", session -> configured(new ServeCommand(session), false));
    take.accept("config", session -> configured(new ConfigCommand(session), false));
    take.accept("capacity", session -> configured(new CapacityCommand(session), true));
    take.accept("codes", session -> configured(new CodesCommand(session), true));
    take.accept("reindex", session -> configured(new ReindexCommand(session), true));
    take.accept("import", session -> configured(new ImportCommand(session), true));
    take.accept("copy", session -> new CommandLine(new CopyCommand(session)));
  }

  /** {@code command} with a flag for each setting, which its help shows or hides. */
  public static CommandLine configured(Object command, boolean hideFlags) {
    // Unknown flags are told together with all other faults of the configuration.
    CommandLine line = new CommandLine(command).setUnmatchedArgumentsAllowed(true);
    ConfigOptions.addFlags(line.getCommandSpec(), hideFlags);
    return line;
  }
}
