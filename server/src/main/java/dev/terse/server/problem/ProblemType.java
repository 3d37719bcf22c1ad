package dev.terse.server.problem;

import java.util.Locale;

/** The kinds of problem. A type's name never changes: programs tell problems apart by it. */
public enum ProblemType {
  /** The request is not HTTP as the server understands it. */
  BAD_REQUEST(400, "Not a request that can be answered"),
  /** The body is no JSON. */
  MALFORMED_JSON(400, "The body is no JSON"),
  /** A field or parameter is missing, unknown or out of range. */
  INVALID_FIELD(400, "A field is not valid"),
  /** The target cannot be shortened. */
  INVALID_TARGET(400, "The target cannot be shortened"),
  /** The chosen code is none. */
  INVALID_CODE(400, "The code is not valid"),
  /** No API key was sent, and this request needs one. */
  KEY_MISSING(401, "An API key is needed"),
  /** The API key that was sent is none. */
  KEY_UNKNOWN(401, "The API key is not known"),
  /** The API key does not allow this. */
  SCOPE_MISSING(403, "The API key does not allow this"),
  /** A page of another site sent this request. */
  CROSS_SITE(403, "Another site sent this request"),
  /** Nothing has this path. */
  NOT_FOUND(404, "Nothing is found here"),
  /** No link has this code. */
  LINK_UNKNOWN(404, "No link has this code"),
  /** No API key has this id. */
  KEY_NOT_FOUND(404, "No API key has this id"),
  /** What has this path does not know the method. */
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  /** The chosen code is in use, was used before, or is reserved. */
  CODE_TAKEN(409, "The code is taken"),
  /** The store's own tools make its backups. */
  BACKUP_ELSEWHERE(409, "Backups of this store are made elsewhere"),
  /** It is done already for somebody else. */
  BUSY(409, "This is under way already"),
  /** The link that a repeated request was about has been deleted. */
  LINK_DELETED(410, "The link was deleted"),
  /** The link has changed since the caller read it. */
  VERSION_STALE(412, "The link has changed meanwhile"),
  /** The body is longer than the server reads. */
  BODY_TOO_LARGE(413, "The body is too large"),
  /** The request line is longer than the server reads. */
  URI_TOO_LONG(414, "The URL is too long"),
  /** The body's media type is another than the operation reads. */
  MEDIA_TYPE_UNSUPPORTED(415, "The media type is not supported"),
  /** The idempotency key came with another request before. */
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
  /** The header is longer than the server reads. */
  HEADERS_TOO_LARGE(431, "The header is too large"),
  /** The server is at fault. */
  INTERNAL(500, "The server failed"),
  /** There is more to do than can be done in time, and this was turned away. */
  OVERLOADED(503, "The server has too much to do"),
  /** The store cannot answer now. */
  STORE_UNAVAILABLE(503, "The store does not answer"),
  /** No code is left. */
  CODES_EXHAUSTED(507, "No code is left"),
  /** The store has no room left. */
  STORE_FULL(507, "The store is full");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The stable name, a URN. */
  public String urn() {
    return "urn:terse:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  /** What it is, for people; the same for every problem of the type. */
  public String title() {
    return title;
  }
}
