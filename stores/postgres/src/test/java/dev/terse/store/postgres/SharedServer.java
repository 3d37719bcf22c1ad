package dev.terse.store.postgres;

import dev.terse.testbed.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all cases that do it no harm. It ends with the JVM. */
public final class SharedServer {
  /** These cases ask what is right, on however busy a machine; other cases ask how long. */
  static final String PATIENT = "?pool=4&connect-timeout=20s&timeout=20s";

  private static final AtomicInteger CASES = new AtomicInteger();

  private SharedServer() {}

  /** The URL of a schema that nobody has used. */
  public static String freshUrl() {
    return server().url() + PATIENT + "&schema=case_" + CASES.incrementAndGet();
  }

  static PostgresServer server() {
    return Holder.SERVER;
  }

  private static final class Holder {
    private static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      try {
        return PostgresServer.start(Files.createTempDirectory("terse-postgres-test"), "fsync=off");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
