package dev.terse.server.origin;

import io.vertx.core.http.HttpServerRequest;

/** The path of a request. */
public final class RequestPath {

  private RequestPath() {}

  /** The path as it came, without the query; empty for a request that has none, such as CONNECT. */
  public static String of(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }
}
