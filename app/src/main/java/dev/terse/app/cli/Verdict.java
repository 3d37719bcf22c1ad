package dev.terse.app.cli;

import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.ExitStatus;
import dev.terse.app.terminal.Session;
import dev.terse.client.ApiException;
import dev.terse.core.store.StoreException;
import dev.terse.imports.ForeignStoreException;
import dev.terse.server.StartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a command: an exit status, and if it failed a sentence that says what to do. */
final class Verdict {
  private static final Logger LOG = LoggerFactory.getLogger(Verdict.class);
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private final Session session;

  Verdict(Session session) {
    this.session = session;
  }

  /** {@code status}, unless what the command printed got lost on its way. */
  int afterPrinting(int status) {
    if (status == ExitStatus.DONE.number() && session.terminal().out().checkError()) {
      say("cannot write the result: see whether there is room where it goes, and try again");
      return ExitStatus.FAILED.number();
    }
    return status;
  }

  /** Says why a command failed. */
  ExitStatus of(Exception e) {
    return switch (e) {
      case ApiException.Unreachable unreachable -> {
        say(unreachable.getMessage() + ": start a server with './terse serve', or name another with"
            + " --server or TERSE_SERVER");
        yield ExitStatus.UNREACHABLE;
      }
      case ApiException.Refused refused -> refused(refused);
      case ConfigException faults -> {
        say("the configuration cannot be used:");
        faults.faults().forEach(fault -> say("  " + fault));
        yield ExitStatus.USAGE;
      }
      case StartException start -> failed(start);
      case ForeignStoreException foreign -> failed(foreign);
      case StoreException store ->
        failed(
            store,
            String.valueOf(store.getMessage())
                .replaceFirst("^(store\\.(open|backup|restore)|backup\\.(read|write)): ", ""));
      default -> {
        LOG.error("this is a bug in Terse", e);
        yield ExitStatus.FAILED;
      }
    };
  }

  private ExitStatus refused(ApiException.Refused refused) {
    say(String.valueOf(refused.getMessage()));
    if (refused.status() == UNAUTHORIZED) {
      say("give an API key with TERSE_API_KEY, TERSE_API_KEY_FILE or --key");
    }
    if (refused.status() == NOT_FOUND) {
      return ExitStatus.MISSING;
    }
    return refused.status() < SERVER_ERROR ? ExitStatus.REFUSED : ExitStatus.FAILED;
  }

  private ExitStatus failed(Exception e) {
    return failed(e, String.valueOf(e.getMessage()));
  }

  private ExitStatus failed(Exception e, String sentence) {
    say(sentence);
    LOG.debug("it failed here", e);
    return ExitStatus.FAILED;
  }

  /** Tells the user. */
  void say(String sentence) {
    session.terminal().err().println("terse: " + sentence);
  }
}
