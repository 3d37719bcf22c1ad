package dev.terse.e2e;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Plain requests to a server, for what is checked byte for byte. Follows no redirect. */
final class Wire {
  private final HttpClient http = HttpClient.newHttpClient();
  private final TerseProcess server;

  Wire(TerseProcess server) {
    this.server = server;
  }

  /** An answer, as far as it is checked. */
  record Answer(int status, String type, String location, String body) {}

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, "");
  }

  Answer form(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, "application/x-www-form-urlencoded", body);
  }

  Answer json(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, "application/json", body);
  }

  Answer method(String method, String path) throws IOException, InterruptedException {
    return send(method, path, null, "");
  }

  private Answer send(String method, String path, @Nullable String type, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.headers().firstValue("Location").orElse(""),
        answer.body());
  }
}
