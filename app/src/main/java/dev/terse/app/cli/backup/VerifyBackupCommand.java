package dev.terse.app.cli.backup;

import dev.terse.app.cli.local.Progress;
import dev.terse.app.terminal.Session;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.core.store.StoreProvider.Restoring;
import dev.terse.core.store.StoreUrl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse verify-backup}: restores a backup aside and compares it with what was backed up. */
@Command(
    name = "verify-backup",
    description = "Restore a backup aside, open it, and compare what is in it with what was backed"
        + " up. Leaves nothing.")
final class VerifyBackupCommand implements Callable<Integer> {
  /** The scheme of the store whose backups Terse makes. */
  static final String EMBEDDED = "rocksdb:";

  private final Session session;
  private final Report report;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where to restore it meanwhile, which takes as much room as the backup;"
          + " else the directory for temporary files.")
  private @Nullable Path directory;

  VerifyBackupCommand(Session session) {
    this.session = session;
    this.report = new Report(session.terminal());
  }

  @Override
  public Integer call() {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Path aside = directory == null
          ? Files.createTempDirectory("terse-verify")
          : Files.createTempDirectory(directory, "terse-verify");
      try {
        return verify(in, StoreUrl.parse(EMBEDDED + aside.resolve("store")));
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      return report.failed("cannot verify " + file + ", " + Report.reason(e)
          + ": see to it; --directory names another place to restore it meanwhile");
    }
  }

  private int verify(InputStream in, StoreUrl aside) throws IOException {
    Progress progress = report.progress("read", Files.size(file));
    try (Restoring restoring =
        Report.backups(aside).restore(aside, in, bytes -> progress.accept(Report.mib(bytes)))) {
      progress.finish();
      BackupFacts facts = restoring.facts();
      session
          .terminal()
          .out()
          .println("verified: " + Report.contents(facts) + ", as they were at " + facts.taken());
      return report.ending(facts);
    }
  }
}
