package dev.terse.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shall change about a link (a merge patch, RFC 7396): fields not named stay, null clears one.
 * Immutable.
 */
public final class LinkChange {

  /** Changes nothing. */
  public static final LinkChange NONE = new LinkChange(List.of());

  private final List<Field> fields;

  private LinkChange(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** A field and its new value: a string, an integer or null. */
  record Field(String name, @Nullable Object value) {}

  /** Also leads to {@code target}. */
  public LinkChange target(String target) {
    return with("target", target);
  }

  /** Also has this title, or none. */
  public LinkChange title(@Nullable String title) {
    return with("title", title);
  }

  /** Also has this note, or none. */
  public LinkChange note(@Nullable String note) {
    return with("note", note);
  }

  /** Also redirects with this status, or with the server's. */
  public LinkChange status(@Nullable Integer status) {
    return with("status", status);
  }

  /** Whether nothing would change. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  List<Field> fields() {
    return fields;
  }

  private LinkChange with(String name, @Nullable Object value) {
    List<Field> all = new ArrayList<>(fields);
    all.removeIf(field -> field.name().equals(name));
    all.add(new Field(name, value));
    return new LinkChange(all);
  }
}
