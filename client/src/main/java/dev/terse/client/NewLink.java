package dev.terse.client;

import org.jspecify.annotations.Nullable;

/**
 * A link to make. Null leaves the choice to the server.
 *
 * @param target where it shall lead
 * @param code the code to have, or null to have one drawn
 * @param generator {@code sequential}, {@code digest} or {@code random}
 * @param title a line for lists
 * @param note a remark for the owners
 * @param status 301, 302, 307 or 308
 * @param reuse true to get a link that already leads there, false for one of its own
 */
public record NewLink(
    String target,
    @Nullable String code,
    @Nullable String generator,
    @Nullable String title,
    @Nullable String note,
    @Nullable Integer status,
    @Nullable Boolean reuse) {

  /** A link to {@code target}, everything else left to the server. */
  public static NewLink to(String target) {
    return new NewLink(target, null, null, null, null, null, null);
  }

  /** The same link with a chosen code. */
  public NewLink withCode(String chosen) {
    return new NewLink(target, chosen, generator, title, note, status, reuse);
  }
}
