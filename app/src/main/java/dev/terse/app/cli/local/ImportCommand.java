package dev.terse.app.cli.local;

import dev.terse.app.config.Config;
import dev.terse.app.serve.StoreOpener;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.ExitStatus;
import dev.terse.app.terminal.Session;
import dev.terse.core.adopt.Adoption;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.imports.ForeignStore;
import dev.terse.imports.Found;
import dev.terse.imports.flask.FlaskTable;
import dev.terse.imports.s.SRedis;
import dev.terse.server.Routes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code terse import}: takes in the links of another shortener. */
@Command(
    name = "import",
    description = "Take in the links of another shortener, each under the code it has."
        + " Nothing that is here is overwritten; run again, it adds what is missing.")
final class ImportCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ConfigOptions options;

  @Spec
  private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "KIND",
      required = true,
      description = "Which shortener: one of ${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Parameters(
      paramLabel = "WHERE",
      description = "Its store, which is only read. s: redis://HOST:PORT/DATABASE;"
          + " flask: an SQLite file or postgresql://USER@HOST:PORT/DATABASE.")
  private String where;

  ImportCommand(Session session) {
    this.session = session;
    this.options = new ConfigOptions(session);
  }

  /** The shorteners whose stores can be read. */
  private enum Kind {
    s,
    flask
  }

  @Override
  public Integer call() throws ConfigException {
    Config config = options.config();
    try (ForeignStore foreign = open();
        Store store = StoreOpener.open(config, Purpose.FILL)) {
      StoreCodes codes = StoreOpener.codes(config, store);
      // A link to a code of this server's is one that was printed: it must go on working.
      Adoption.Rules rules =
          new Adoption.Rules(config.links().targets(Set.of()), Routes.reserved(config.server()));
      return print(read(foreign, store, codes, rules)).number();
    }
  }

  private ForeignStore open() {
    try {
      return switch (kind) {
        case s -> SRedis.open(where);
        case flask -> FlaskTable.open(where);
      };
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Adoption.Report read(
      ForeignStore foreign, Store store, StoreCodes codes, Adoption.Rules rules) {
    goOnBehind(foreign, codes);
    Progress progress = new Progress(session.terminal(), "links read", 0);
    try (Adoption adoption = Adoption.begin(
        store.links(), rules, InstantSource.system().instant(), new SecureRandom(), progress)) {
      foreign.read(found -> {
        switch (found) {
          case Found.Link link ->
            adoption.add(link.code(), link.target(), link.created(), link.isPreferred());
          case Found.Unreadable record -> adoption.unreadable(record.record(), record.reason());
        }
      });
      Adoption.Report report = adoption.finish();
      progress.finish();
      return report;
    }
  }

  private void goOnBehind(ForeignStore foreign, StoreCodes codes) {
    String last = foreign.lastDrawn();
    if (last != null && !Adoption.goOnBehind(last, codes)) {
      session
          .terminal()
          .err()
          .println("terse: new codes will be of this store's own order, and do not go on behind "
              + last);
    }
  }

  private ExitStatus print(Adoption.Report report) {
    Outcome outcome = new Outcome(session.terminal());
    session
        .terminal()
        .out()
        .println("imported: " + Outcome.number(report.made(), "link") + "; " + report.present()
            + " here already");
    outcome.print("conflict", report.conflicts());
    outcome.print("not imported", report.refused());
    return report.conflicts().count() + report.refused().count() == 0
        ? ExitStatus.DONE
        : ExitStatus.FAILED;
  }
}
