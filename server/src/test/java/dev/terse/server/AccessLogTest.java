package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.terse.server.ops.AccessLog;
import dev.terse.server.origin.AddressRange;
import dev.terse.server.origin.TrustedProxies;
import dev.terse.server.support.Configs;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AccessLogTest {
  @TempDir
  Path directory;

  @Test
  void requests_areOneLineEach_whateverTheyHold() throws Exception {
    TrustedProxies loopback = new TrustedProxies(List.of(AddressRange.parse("127.0.0.1")));
    ServerConfig config = Configs.proxies(Configs.logging(ServerConfig.DEFAULT), loopback);
    Logger logger = (Logger) LoggerFactory.getLogger(AccessLog.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    try (TestServer server = TestServer.start(directory, Setup.plain().with(config))) {
      // Each is logged first: a line follows its answer, and another event loop may be quicker.
      server.ask("GET /\"x=1", "X-Forwarded-For: 9.9.9.9, 203.0.113.7");
      Awaitility.await().until(() -> lines.list.size() == 1);
      server.ask("GET /-/api/v1/info");
      Awaitility.await().until(() -> lines.list.size() == 2);
      server.ask("GET /-/health/live?secret=1");
      Awaitility.await().until(() -> lines.list.size() == 3);

      assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
          .satisfiesExactly(
              line -> assertThat(line)
                  .matches("client=203\\.0\\.113\\.7 method=GET path=\"/\\\\u0022x=1\" status=404"
                      + " bytes=\\d+ micros=\\d+"),
              line -> assertThat(line).contains("path=\"/-/api/v1/info\" status=200"),
              line -> assertThat(line)
                  .startsWith("client=127.0.0.1 ")
                  .contains("path=\"/-/health/live\" status=200"));
    } finally {
      logger.setLevel(null);
      logger.detachAppender(lines);
    }
  }
}
