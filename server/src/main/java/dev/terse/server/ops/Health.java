package dev.terse.server.ops;

/** What health checks are told, each with a status and a body. */
enum Health {
  /** The process works at all. */
  ALIVE(200, "{\"status\":\"up\"}"),
  /** Everything works. */
  UP(200, "{\"status\":\"up\",\"store\":\"up\"}"),
  /** Links redirect; none can be made, changed or counted. */
  READ_ONLY(200, "{\"status\":\"up\",\"store\":\"read-only\"}"),
  /** The store that all nodes share does not answer; links that memory knows redirect. */
  FROM_MEMORY(200, "{\"status\":\"up\",\"store\":\"down\"}"),
  /** The store of this node alone does not answer. */
  DOWN(503, "{\"status\":\"down\",\"store\":\"down\"}"),
  /** The store could not be opened yet. */
  WAITING(503, "{\"status\":\"down\",\"store\":\"down\"}"),
  /** The server is about to end. */
  STOPPING(503, "{\"status\":\"stopping\"}");

  final int status;
  final String body;

  Health(int status, String body) {
    this.status = status;
    this.body = body;
  }
}
