package dev.terse.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Sends requests to one server and tells answers from refusals. Safe for use by many threads. */
final class Exchange implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

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
   */
  record Call(
      String method,
      String path,
      @Nullable JsonNode body,
      @Nullable Long version) {
    Call(String method, String path) {
      this(method, path, null, null);
    }
  }

  /**
   * What {@code reader} makes of the answer's document, which is empty if the answer was; throws
   * {@link ApiException}.
   */
  <T> T send(Call call, Function<JsonNode, T> reader) {
    HttpResponse<String> response = exchange(request(call));
    try {
      JsonNode document = Documents.parse(response.body());
      if (response.statusCode() / 100 == 2) {
        return reader.apply(document);
      }
      throw new ApiException.Refused(Documents.problem(document, response.statusCode()));
    } catch (JacksonException | Documents.Unexpected e) {
      throw new ApiException.Unreachable(
          "what answers at " + server + " is not Terse (status " + response.statusCode() + ")", e);
    }
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

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
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

  private String root() {
    String text = server.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
