package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.link.Code;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.api.Api;
import dev.terse.server.contract.Contract;
import dev.terse.server.load.Precautions;
import dev.terse.server.loop.Loops;
import dev.terse.server.loop.Transports;
import dev.terse.server.ops.Readiness;
import dev.terse.server.support.Configs;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void routes_whateverIsOn_lieUnderOwnPathsOrAreReserved(boolean s, boolean flask)
      throws Exception {
    ServerConfig config =
        Configs.ancestors(ServerConfig.DEFAULT, new AncestorsConfig(s, flask, null));
    try (TestServer server = TestServer.start(directory, Setup.plain().with(config))) {
      Set<String> outside = routes(server, config).stream()
          .map(route -> String.valueOf(route.getPath()))
          .filter(path -> !path.startsWith("/-/"))
          .collect(Collectors.toSet());

      Set<String> fixed = new TreeSet<>(Set.of("/", "/robots.txt", "/favicon.ico"));
      if (s) {
        fixed.add("/get");
      }
      if (flask) {
        fixed.add("/shorten_url");
      }
      assertThat(outside).isEqualTo(fixed);
      for (String path : outside) {
        boolean reserved =
            path.equals("/") || Routes.reserved(config).contains(new Code(path.substring(1)));
        assertThat(reserved).as(path).isTrue();
      }
      assertThat(Routes.reserved(config).words()).hasSize(outside.size() - 1);
    }
  }

  @Test
  void routes_ofApi_areThoseOfContract() throws Exception {
    ServerConfig config = ServerConfig.DEFAULT;
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      Set<String> served = new TreeSet<>();
      for (Route route : routes(server, config)) {
        String full = String.valueOf(route.getPath());
        if (full.startsWith(Api.ROOT) && route.methods() != null) {
          String path = full.substring(Api.ROOT.length()).replaceAll(":([a-z]+)", "{$1}");
          for (HttpMethod method : route.methods()) {
            if (!method.equals(HttpMethod.HEAD)) {
              served.add(method.name() + " " + path);
            }
          }
        }
      }

      Set<String> promised = Contract.read().operations().values().stream()
          .map(operation -> operation.method() + " " + operation.path())
          .collect(Collectors.toCollection(TreeSet::new));
      assertThat(served).isEqualTo(promised);
    }
  }

  @Test
  void start_withLinkUnderAncestorsPath_isRefused() throws Exception {
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      int status = server
          .json("POST /-/api/v1/links", "{\"target\":\"https://example.com\",\"code\":\"get\"}")
          .status();
      assertThat(status).isEqualTo(201);
    }
    ServerConfig s =
        Configs.ancestors(ServerConfig.DEFAULT, new AncestorsConfig(true, false, null));

    assertThatThrownBy(() -> TestServer.start(directory, Setup.plain().with(s)).close())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("'get'");
  }

  @Test
  void create_underReservedCode_isRefused() throws Exception {
    ServerConfig s =
        Configs.ancestors(ServerConfig.DEFAULT, new AncestorsConfig(true, false, null));
    try (TestServer server = TestServer.start(directory, Setup.plain().with(s))) {
      for (String code : Set.of("get", "robots.txt", "favicon.ico", "-/x", ".well-known/x")) {
        String body = "{\"target\":\"https://example.com\",\"code\":\"" + code + "\"}";
        assertThat(server.json("POST /-/api/v1/links", body).problem())
            .as(code)
            .isEqualTo("code-taken");
      }
      String body = "{\"target\":\"https://example.com\",\"code\":\"-\"}";
      assertThat(server.json("POST /-/api/v1/links", body).status()).isEqualTo(201);
      assertThat(server.ask("GET /-").status()).isEqualTo(302);
    }
  }

  @Test
  void start_onTakenPort_saysSo() throws Exception {
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      ServerConfig taken =
          Configs.listen(ServerConfig.DEFAULT, new Listen("127.0.0.1", server.port()));

      assertThatThrownBy(() -> new Server(taken).start(server.parts()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
    }
  }

  private static List<Route> routes(TestServer server, ServerConfig config) {
    Transports.Opened opened = Transports.open(1);
    try {
      Wiring.Condition condition = new Wiring.Condition(
          new Readiness(),
          new Loops(),
          Precautions.of(1, 0, _ -> false, config.load(), () -> false));
      Wiring wiring = new Wiring(opened, config, server.parts(), condition);
      return new Routes(wiring).router().getRoutes();
    } finally {
      Future.await(opened.vertx().close());
    }
  }
}
