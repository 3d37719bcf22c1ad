package dev.terse.server.api;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an archive to the client as fast as that takes it. If it fails, the connection is closed
 * without the end that HTTP wants, so that nobody takes what came for the whole. Whoever has the
 * whole may ask for the next at once: the backup is let go before the end is sent.
 */
final class ArchiveResponse implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveResponse.class);
  private static final int PART_BYTES = 256 << 10;

  /** How long one part may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServerRequest request;
  private final Store.Backup backup;

  ArchiveResponse(HttpServerRequest request, Store.Backup backup) {
    this.request = request;
    this.backup = backup;
  }

  @Override
  public void run() {
    HttpServerResponse response = request.response();
    try {
      send(response);
      response.end();
    } catch (IOException | UncheckedIOException | StoreException e) {
      LOG.warn("a backup was not sent to its end: {}", e.getMessage());
      request.connection().close();
    } catch (RuntimeException e) {
      LOG.error("a backup failed", e);
      request.connection().close();
    }
  }

  /** Lets go of the backup before the answer ends: who has read it all may ask for another. */
  private void send(HttpServerResponse response) throws IOException {
    try (backup) {
      response
          .setChunked(true)
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-tar")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      Parts parts = new Parts(response);
      long damaged = backup.writeTo(parts);
      parts.flush();
      LOG.info("a backup of {} bytes was sent, {} damaged records in it", parts.sent, damaged);
    }
  }

  /** The response's body. */
  private static final class Parts extends OutputStream {
    private final HttpServerResponse response;
    private Buffer part = Buffer.buffer(PART_BYTES);
    private long sent;

    Parts(HttpServerResponse response) {
      this.response = response;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      part.appendBytes(bytes, from, length);
      if (part.length() >= PART_BYTES) {
        flush();
      }
    }

    @Override
    public void flush() throws IOException {
      if (part.length() == 0) {
        return;
      }
      Buffer full = part;
      part = Buffer.buffer(PART_BYTES);
      try {
        response
            .write(full)
            .toCompletionStage()
            .toCompletableFuture()
            .get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        sent += full.length();
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("the client went away", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
