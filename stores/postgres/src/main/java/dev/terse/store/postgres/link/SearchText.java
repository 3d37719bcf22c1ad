package dev.terse.store.postgres.link;

import dev.terse.core.link.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text somebody searches for: its words, of which each must be contained in code, target or
 * title. A link's three are kept in one column, folded, one a line; a word has no line feed, so it
 * cannot begin in one and end in the next.
 *
 * @param words folded, longest first
 */
record SearchText(List<String> words) {
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /** What a trigram can be made of wherever the database's locale is. */
  private static final Pattern GRAM = Pattern.compile("[a-z0-9]{3}");

  static SearchText of(String text) {
    return new SearchText(SPACE
        .splitAsStream(text)
        .filter(word -> !word.isEmpty())
        .map(SearchText::fold)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList());
  }

  /** Whether any link can match. */
  boolean isPossible() {
    return words.stream().allMatch(Texts::isStorable);
  }

  /** Whether an index of trigrams leads to the matches. */
  boolean hasTrigrams() {
    return words.stream().anyMatch(word -> GRAM.matcher(word).find());
  }

  /** A LIKE pattern for each word, first one that has trigrams if there is one. */
  List<String> patterns() {
    List<String> sorted = new ArrayList<>(words);
    sorted.sort(Comparator.comparing(word -> !GRAM.matcher(word).find()));
    return sorted.stream()
        .map(word -> "%" + word.replaceAll("[\\\\%_]", "\\\\$0") + "%")
        .toList();
  }

  /** What the column holds for {@code link}. */
  static String of(Link link) {
    String title = link.details().title();
    return fold(link.code() + "\n" + link.target().value() + "\n" + (title == null ? "" : title));
  }

  /** Character by character, as {@link String#equalsIgnoreCase} compares: "Σ", "σ", "ς" are one. */
  private static String fold(String text) {
    return text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
