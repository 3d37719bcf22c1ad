package dev.terse.app.cli.backup;

import dev.terse.app.cli.local.Outcome;
import dev.terse.app.cli.local.Progress;
import dev.terse.app.terminal.ExitStatus;
import dev.terse.app.terminal.Terminal;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.core.store.StoreProvider.Backups;
import dev.terse.core.store.StoreUrl;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What the commands of this package tell. */
record Report(Terminal terminal) {
  private static final int MIB_BITS = 20;

  /** Progress to {@code bytes}, or to nobody knows where for 0. */
  Progress progress(String unit, long bytes) {
    return new Progress(terminal, "MiB " + unit, mib(bytes));
  }

  static long mib(long bytes) {
    return bytes >> MIB_BITS;
  }

  /** Backups of {@code store}; throws with the remedy if they are not ours to make. */
  static Backups backups(StoreUrl store) {
    Backups backups = store.backups();
    if (backups == null) {
      throw new StoreException(
          StoreException.Reason.INCOMPATIBLE,
          "store.backup",
          "backups of " + store.scheme() + ": are made with " + store.backupTools()
              + ": see docs/guides/backup.md; or copy the store with './terse copy' into one of"
              + " rocksdb: and back that up");
    }
    return backups;
  }

  /** What is in a backup. */
  static String contents(BackupFacts facts) {
    return Outcome.number(facts.links(), "link") + " and "
        + Outcome.number(facts.tombstones(), "tombstone");
  }

  /** The end of a command that had to do with {@code facts}: damage is no success. */
  int ending(BackupFacts facts) {
    if (facts.damaged() == 0) {
      return ExitStatus.DONE.number();
    }
    say(Outcome.number(facts.damaged(), "record") + " in it had been damaged in the store before:"
        + " the server's log names them; restore those from an older backup");
    return ExitStatus.FAILED.number();
  }

  int failed(String sentence) {
    say(sentence);
    return ExitStatus.FAILED.number();
  }

  void say(String sentence) {
    terminal.err().println("terse: " + sentence);
  }

  /** Why a file cannot be used; what the exceptions of files say is often no more than a path. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
      case NoSuchFileException none -> "there is no " + none.getFile();
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
