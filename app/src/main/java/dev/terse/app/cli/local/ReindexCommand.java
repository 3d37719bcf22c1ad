package dev.terse.app.cli.local;

import dev.terse.app.serve.StoreOpener;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.terminal.Session;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code terse reindex}: rebuilds what is derived from the links. */
@Command(
    name = "reindex",
    description = "Rebuild the search index of the store. The server must be stopped.")
final class ReindexCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private final ConfigOptions options;

  ReindexCommand(Session session) {
    this.session = session;
    this.options = new ConfigOptions(session);
  }

  @Override
  public Integer call() throws ConfigException {
    try (Store store = StoreOpener.open(options.config(), Purpose.READ)) {
      Progress progress = new Progress(session.terminal(), "links", 0);
      long links = store.reindex(progress);
      progress.finish();
      session.terminal().out().println(links + (links == 1 ? " link" : " links") + " indexed");
    }
    return 0;
  }
}
