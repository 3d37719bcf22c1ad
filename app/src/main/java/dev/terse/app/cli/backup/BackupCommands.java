package dev.terse.app.cli.backup;

import dev.terse.app.cli.local.LocalCommands;
import dev.terse.app.terminal.Session;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands of this package. */
public final class BackupCommands {
  private BackupCommands() {}

  /** Tells {@code take} their names and how they are made, in the order of the help. */
  public static void forEach(BiConsumer<String, Function<Session, CommandLine>> take) {
    take.accept("backup", session -> LocalCommands.configured(new BackupCommand(session), true));
    take.accept("restore", session -> LocalCommands.configured(new RestoreCommand(session), true));
    take.accept("verify-backup", session -> new CommandLine(new VerifyBackupCommand(session)));
  }
}
