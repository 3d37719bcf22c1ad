package dev.terse.app.serve;

import dev.terse.app.config.Config;
import dev.terse.app.log.LogSetup;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.settings.Settings;
import dev.terse.app.terminal.Session;
import dev.terse.app.terminal.Terminal;
import dev.terse.app.terminal.Terminal.Style;
import dev.terse.server.StartException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server from its start until somebody tells it to stop, and what it says to who started it. */
public final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final Session session;

  /** Serves in {@code session}. */
  public Serving(Session session) {
    this.session = session;
  }

  /**
   * Runs the server and returns when it has stopped.
   *
   * @param demo whether on a few sample links, in a store that is gone afterwards
   */
  public void run(Settings settings, boolean demo) throws Exception {
    Config config = Config.of(settings);
    LogSetup.apply(config.log());
    for (Settings.Effective setting : settings.effective()) {
      LOG.debug("{}: {} ({})", setting.name(), setting.text(), setting.origin());
    }
    Ending ending = Ending.begin(config.server().drain().plus(config.server().grace()));
    try {
      if (demo) {
        serveDemo(config, ending);
      } else {
        App app = App.start(config, session.version(), this::showFirstKey);
        ending.await(app::close, app.failure());
      }
    } catch (Exception e) {
      ending.withdraw();
      throw e;
    }
  }

  private void serveDemo(Config config, Ending ending) throws Exception {
    Demo place = Demo.open(Path.of(System.getProperty("java.io.tmpdir")));
    App app;
    try {
      app = App.start(place.in(config), session.version(), started -> show(place, started));
    } catch (ConfigException | StartException | RuntimeException e) {
      place.close();
      throw e;
    }
    ending.await(
        () -> {
          app.close();
          place.close();
        },
        app.failure());
  }

  private void show(Demo place, App app) {
    Terminal terminal = session.terminal();
    terminal.out().println("Try these; everything is gone when this ends:");
    for (Demo.Sample sample : place.fill(app)) {
      String url = terminal.styled(Style.CYAN, app.url() + sample.code());
      terminal.out().println("  " + url + "  →  " + sample.target());
    }
    showFirstKey(app);
  }

  /** On standard output and not in the log, which is kept and read by more people. */
  private void showFirstKey(App app) {
    String key = app.firstKey();
    if (key != null) {
      session.terminal().out().println("The first API key, an administrator's, shown only now:");
      session.terminal().out().println("  " + session.terminal().styled(Style.BOLD, key));
    }
  }
}
