package dev.terse.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.terse.app.config.LogConfig;
import org.slf4j.LoggerFactory;

/**
 * Sets logging up: until a configuration is read, warnings go to standard error, where all of the
 * log goes. Found by logback through {@link java.util.ServiceLoader}.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_LOW_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final LogConfig AT_FIRST =
      new LogConfig(LogConfig.Level.WARN, LogConfig.Format.TEXT);

  /** Made by {@link java.util.ServiceLoader}. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    set(context, AT_FIRST);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Logs as {@code config} says from now on. */
  public static void apply(LogConfig config) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      set(context, config);
    }
  }

  private static void set(LoggerContext context, LogConfig config) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, config.format()));
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(config.level().name()));
    // It warns, once for each connection, that it may choose between two transports.
    context.getLogger("io.lettuce.core.resource.Transports").setLevel(Level.ERROR);
    root.addAppender(appender);
    if (config.level() != LogConfig.Level.DEBUG) {
      // The memcached client's traces and warnings; what it costs, the breaker says once.
      context.getLogger("net.rubyeye.xmemcached").setLevel(Level.OFF);
      context.getLogger("com.google.code.yanf4j").setLevel(Level.OFF);
      // The pool of connections tells of each start and stop of its own.
      context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
    } else {
      // Netty's idea of what helps to find a fault here is hundreds of lines at each start.
      context.getLogger("io.netty").setLevel(Level.INFO);
    }
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogConfig.Format format) {
    return switch (format) {
      case TEXT -> {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level %logger{0}: %msg%n");
        encoder.start();
        yield encoder;
      }
      case JSON -> {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithSequenceNumber(false);
        encoder.start();
        yield encoder;
      }
    };
  }
}
