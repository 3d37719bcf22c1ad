package dev.terse.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.config.LogConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogSetupTest {
  private static final Logger LOG = LoggerFactory.getLogger(LogSetupTest.class);

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void restore() {
    System.setErr(before);
    LogSetup.apply(new LogConfig(LogConfig.Level.WARN, LogConfig.Format.TEXT));
  }

  @Test
  void apply_text_isOneLineForPeople() {
    apply(LogConfig.Level.INFO, LogConfig.Format.TEXT);
    LOG.info("serving {}", "http://127.0.0.1/");
    LOG.debug("not this");

    assertThat(printed())
        .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d) INFO  LogSetupTest:"
            + " serving http://127.0.0.1/\n");
  }

  @Test
  void apply_json_isOneObjectForPrograms() {
    apply(LogConfig.Level.DEBUG, LogConfig.Format.JSON);
    LOG.debug("a \"quoted\" {}", "word");

    assertThat(printed())
        .startsWith("{\"timestamp\":")
        .contains("\"level\":\"DEBUG\"", "\"formattedMessage\":\"a \\\"quoted\\\" word\"")
        .hasLineCount(1);
  }

  /** Our lines alone: whatever an earlier test has left running may log as well. */
  private String printed() {
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("LogSetupTest"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void apply(LogConfig.Level level, LogConfig.Format format) {
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    LogSetup.apply(new LogConfig(level, format));
  }
}
