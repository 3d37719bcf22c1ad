package dev.terse.app.cli.local;

import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.ExitStatus;
import dev.terse.app.terminal.Session;
import dev.terse.core.copy.CheckReport;
import dev.terse.core.copy.Copied;
import dev.terse.core.copy.CopyReport;
import dev.terse.core.copy.StoreCheck;
import dev.terse.core.copy.StoreCopy;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.StoreUrl;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code terse copy}: moves everything from one store to another. */
@Command(
    name = "copy",
    description = "Copy everything from one store to another, then compare the two."
        + " Run it again after an interruption, and it goes on where it was.")
final class CopyCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  private CommandSpec spec;

  @Option(names = "--from", paramLabel = "URL", required = true, description = "The store to read.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "URL",
      required = true,
      description = "The store to fill: a new one, or one that this command has begun to fill.")
  private String to;

  @Option(names = "--verify-only", description = "Only compare the two.")
  private boolean verifyOnly;

  CopyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws ConfigException {
    StoreUrl source = url("--from", from);
    StoreUrl destination = url("--to", to);
    if (source.equals(destination)) {
      throw new ParameterException(spec.commandLine(), "--from and --to are the same store");
    }
    try (Store read = open("--from", source, Purpose.READ);
        Store written = open("--to", destination, verifyOnly ? Purpose.READ : Purpose.FILL)) {
      return verifyOnly ? verify(read, written, 0) : copy(read, written, source.toString());
    }
  }

  private StoreUrl url(String option, String text) {
    try {
      return StoreUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  private static Store open(String option, StoreUrl url, Purpose purpose) throws ConfigException {
    try {
      return url.open(purpose);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(option + ": " + e.getMessage()));
    }
  }

  private int copy(Store read, Store written, String name) {
    StoreTraits.Durability kept = written.traits().durability();
    if (kept.compareTo(read.traits().durability()) > 0) {
      say("mind that " + written.traits().backend() + " keeps less: what it acknowledges survives "
          + (kept == StoreTraits.Durability.MEMORY
              ? "neither a crash nor a power cut"
              : "a crash of its process, but no power cut"));
    }
    Progress progress = new Progress(session.terminal(), "links copied", 0);
    return switch (new StoreCopy(read, written, name).copy(progress)) {
      case Copied.Refused refused -> {
        say(refused.reason());
        yield ExitStatus.FAILED.number();
      }
      case Copied.Done done -> {
        progress.finish();
        print(done.report());
        int verified = verify(read, written, done.report().read());
        yield done.report().conflicts().count() > 0 ? ExitStatus.FAILED.number() : verified;
      }
    };
  }

  private void print(CopyReport report) {
    String line = "copied: " + Outcome.number(report.links(), "link") + ", "
        + Outcome.number(report.tombstones(), "tombstone") + ", "
        + Outcome.number(report.visits(), "visit") + ", "
        + Outcome.number(report.apiKeys(), "API key") + ", "
        + Outcome.number(report.settings(), "setting");
    if (report.changed() + report.deleted() > 0) {
      line += "; " + report.changed() + " changed, " + report.deleted() + " deleted since";
    }
    session.terminal().out().println(line);
    new Outcome(session.terminal()).print("conflict", report.conflicts());
  }

  private int verify(Store read, Store written, long expected) {
    Progress progress = new Progress(session.terminal(), "links compared", expected);
    CheckReport report = new StoreCheck(read, written).check(progress);
    progress.finish();
    new Outcome(session.terminal()).print("difference", report.differences());
    report.notes().first().forEach(this::say);
    String compared = Outcome.number(report.links(), "link") + " and "
        + Outcome.number(report.tombstones(), "tombstone");
    if (report.differences().count() == 0) {
      session.terminal().out().println("verified: " + compared + " are the same");
      return ExitStatus.DONE.number();
    }
    say(Outcome.number(report.differences().count(), "difference") + " in " + compared
        + ": stop what writes to the source, and run the copy again");
    return ExitStatus.FAILED.number();
  }

  private void say(String sentence) {
    session.terminal().err().println("terse: " + sentence);
  }
}
