package dev.terse.app.cli.backup;

import dev.terse.app.cli.local.ConfigOptions;
import dev.terse.app.cli.local.Progress;
import dev.terse.app.config.Config;
import dev.terse.app.serve.StoreOpener;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.Session;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.core.store.StoreProvider.Restoring;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse restore}: makes a store of a backup. */
@Command(
    name = "restore",
    description = "Make the store of the configuration from a backup; there must be none. No code"
        + " is given out again that the lost store gave out after the backup: say with --after or"
        + " --issued how far it came, or new codes are one character longer.")
final class RestoreCommand implements Callable<Integer> {
  private final Session session;
  private final Report report;

  @Mixin
  private final ConfigOptions options;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file;

  @Option(
      names = "--after",
      paramLabel = "URL",
      description = "The lost store, if it can still be opened: new codes begin behind its last.")
  private @Nullable String after;

  @Option(
      names = "--issued",
      paramLabel = "CODE",
      split = ",",
      description = "Sequential codes that the lost store gave out last: new ones begin behind"
          + " them all.")
  private List<String> issued = List.of();

  RestoreCommand(Session session) {
    this.session = session;
    this.report = new Report(session.terminal());
    this.options = new ConfigOptions(session);
  }

  @Override
  public Integer call() throws ConfigException {
    Config config = options.config();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return restore(config, in);
    } catch (IOException e) {
      return report.failed("cannot restore " + file + ", " + Report.reason(e)
          + ": see to it, and run the restore again");
    }
  }

  private int restore(Config config, InputStream in) throws ConfigException, IOException {
    Progress progress = report.progress("restored", Files.size(file));
    try (Restoring restoring = Report.backups(config.store())
        .restore(config.store(), in, bytes -> progress.accept(Report.mib(bytes)))) {
      progress.finish();
      StoreCodes codes = StoreOpener.codes(config, restoring.store());
      Floor floor =
          Floor.find(new Floor.Question(codes, config.codes(), restoring.store(), after, issued));
      codes.sequence().raise(floor.position());
      restoring.finish();
      BackupFacts facts = restoring.facts();
      session
          .terminal()
          .out()
          .println("restored: " + Report.contents(facts) + ", as they were at " + facts.taken());
      floor.notes().forEach(report::say);
      return report.ending(facts);
    }
  }
}
