package dev.terse.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Sends requests to one server and tells answers from refusals. Safe for use by many threads. */
final class Exchange implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  /** How long a download may stand still; a server that is at work says something sooner. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final int MAX_PROBLEM = 1 << 20;
  private static final int READY = 200;
  private static final int NOT_READY = 503;

  private final HttpClient http;
  private final URI server;
  private final @Nullable String key;
  private final Duration timeout;

  Exchange(URI server, @Nullable String key, Duration timeout) {
    this.server = server;
    this.key = key;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .build();
  }

  /**
   * A request.
   *
   * @param path below the API's root, encoded
   * @param body to send as JSON, or null
   * @param version the link's version it is about, or null
   * @param repeat what tells a repeat of it from another request, or null
   */
  record Call(
      String method,
      String path,
      @Nullable JsonNode body,
      @Nullable Long version,
      @Nullable String repeat) {
    Call(String method, String path) {
      this(method, path, null, null);
    }

    Call(String method, String path, @Nullable JsonNode body, @Nullable Long version) {
      this(method, path, body, version, null);
    }
  }

  /**
   * What {@code reader} makes of the answer's document, which is empty if the answer was; throws
   * {@link ApiException}.
   */
  <T> T send(Call call, Function<JsonNode, T> reader) {
    HttpResponse<String> response = exchange(request(call), BodyHandlers.ofString());
    try {
      JsonNode document = Documents.parse(response.body());
      if (response.statusCode() / 100 == 2) {
        return reader.apply(document);
      }
      throw new ApiException.Refused(Documents.problem(document, response.statusCode()));
    } catch (JacksonException | Documents.Unexpected e) {
      throw new ApiException.Unreachable(notTerse(response.statusCode()), e);
    }
  }

  /** The bytes that the server answers with; throws {@link ApiException} if it refuses. */
  InputStream download(Call call) {
    HttpResponse<InputStream> response = exchange(request(call), BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 == 2) {
      return new PatientStream(response.body(), SILENCE);
    }
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(MAX_PROBLEM), StandardCharsets.UTF_8);
      throw new ApiException.Refused(
          Documents.problem(Documents.parse(text), response.statusCode()));
    } catch (IOException | JacksonException | Documents.Unexpected e) {
      throw new ApiException.Unreachable(notTerse(response.statusCode()), e);
    }
  }

  /** What the server's health check says; throws {@link ApiException.Unreachable}. */
  boolean isReady() {
    URI check = URI.create(root() + "/-/health/ready");
    HttpRequest request = HttpRequest.newBuilder(check).timeout(timeout).build();
    int status = exchange(request, BodyHandlers.ofString()).statusCode();
    return switch (status) {
      case READY -> true;
      case NOT_READY -> false;
      default -> throw new ApiException.Unreachable(notTerse(status), null);
    };
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request = HttpRequest.newBuilder(
            URI.create(root() + "/-/api/v1" + call.path()))
        .timeout(timeout)
        .header("Accept", "application/json, application/problem+json");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (call.version() != null) {
      request.header("If-Match", "\"" + call.version() + "\"");
    }
    if (call.repeat() != null) {
      request.header("Idempotency-Key", "\"" + call.repeat() + "\"");
    }
    if (call.body() == null) {
      return request.method(call.method(), BodyPublishers.noBody()).build();
    }
    String type =
        call.method().equals("PATCH") ? "application/merge-patch+json" : "application/json";
    return request
        .header("Content-Type", type)
        .method(call.method(), BodyPublishers.ofString(call.body().toString()))
        .build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> reader) {
    try {
      return http.send(request, reader);
    } catch (ConnectException e) {
      throw new ApiException.Unreachable("nothing answers at " + server, e);
    } catch (HttpTimeoutException e) {
      throw new ApiException.Unreachable(server + " did not answer in time", e);
    } catch (IOException e) {
      throw new ApiException.Unreachable("the connection to " + server + " broke: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException.Unreachable("interrupted while " + server + " was asked", e);
    }
  }

  private String notTerse(int status) {
    return "what answers at " + server + " is not Terse (status " + status + ")";
  }

  private String root() {
    String text = server.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * A stream that is closed when nothing has come for a while, so that no read waits for ever. Read
   * by one thread; another one watches it.
   */
  static final class PatientStream extends FilterInputStream {
    private final Duration patience;
    private final Thread watch = Thread.ofVirtual().unstarted(this::watch);
    private volatile long waitingSince;
    private volatile boolean waiting;
    private volatile boolean gaveUp;

    PatientStream(InputStream in, Duration patience) {
      super(in);
      this.patience = patience;
      watch.start();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      waitingSince = System.nanoTime();
      waiting = true;
      try {
        return in.read(bytes, from, length);
      } catch (IOException e) {
        throw gaveUp ? new IOException("nothing came for " + patience.toSeconds() + " s", e) : e;
      } finally {
        waiting = false;
      }
    }

    @Override
    public void close() throws IOException {
      watch.interrupt();
      in.close();
    }

    private void watch() {
      try {
        while (!gaveUp) {
          Thread.sleep(patience.dividedBy(4));
          gaveUp = waiting && System.nanoTime() - waitingSince > patience.toNanos();
        }
        in.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        gaveUp = true;
      }
    }
  }
}
