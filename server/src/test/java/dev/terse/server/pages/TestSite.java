package dev.terse.server.pages;

import dev.terse.core.store.LinkStore;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.access.AuthMode;
import dev.terse.server.support.Configs;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.nio.file.Path;

/** A whole server as a browser on this machine sees it. */
final class TestSite implements AutoCloseable {
  private final TestServer server;

  private TestSite(TestServer server) {
    this.server = server;
  }

  /** A site with the first page, for which {@code auth} says who may shorten. */
  static TestSite open(Path directory, AuthMode auth) throws StartException {
    return open(directory, Configs.auth(ServerConfig.DEFAULT, auth));
  }

  /** A site as {@code config} says, on a free port. */
  static TestSite open(Path directory, ServerConfig config) throws StartException {
    return new TestSite(TestServer.start(directory, Setup.plain().with(config)));
  }

  /** The URL of {@code path}. */
  String url(String path) {
    return "http://" + server.running().address() + path;
  }

  /** How many links there are, up to a page. */
  int links() {
    return server
        .store()
        .links()
        .list(LinkStore.Query.newest(LinkStore.MAX_PAGE))
        .links()
        .size();
  }

  /** Makes the store fail from here on. */
  void breakStore() {
    server.store().close();
  }

  @Override
  public void close() {
    server.close();
  }
}
