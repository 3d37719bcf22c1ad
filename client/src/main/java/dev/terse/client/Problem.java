package dev.terse.client;

import org.jspecify.annotations.Nullable;

/**
 * Why the server refused a request (RFC 9457).
 *
 * @param type a stable URI that names the kind of problem, {@code about:blank} if unknown
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what happened this time, or null
 * @param field the request's field that is at fault, or null
 * @param remedy what to do about it, or null
 * @param reference what to name when asking the server's operator, or null
 */
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String field,
    @Nullable String remedy,
    @Nullable String reference) {

  /** All of it that helps, in one line. */
  public String sentence() {
    StringBuilder text = new StringBuilder(detail == null ? title : detail);
    if (remedy != null && !remedy.equals(detail)) {
      text.append(text.toString().endsWith(".") ? " " : ": ").append(remedy);
    }
    if (reference != null) {
      text.append(" (reference ").append(reference).append(')');
    }
    return text.toString();
  }
}
