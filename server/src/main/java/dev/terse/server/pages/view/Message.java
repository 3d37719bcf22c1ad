package dev.terse.server.pages.view;

import java.util.List;

/**
 * A page that only says something.
 *
 * @param heading what happened
 * @param paragraphs what it means and what to do
 */
public record Message(String heading, List<String> paragraphs) {

  /** Copies the paragraphs. */
  public Message {
    paragraphs = List.copyOf(paragraphs);
  }

  /** Says {@code paragraphs} under {@code heading}. */
  public static Message of(String heading, String... paragraphs) {
    return new Message(heading, List.of(paragraphs));
  }
}
