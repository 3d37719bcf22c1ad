package dev.terse.store.rocksdb.index;

import dev.terse.core.link.Link;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermQuery;

/**
 * A text somebody searches for: its words, of which each must be contained in code, target or
 * title.
 *
 * <p>A link's fields are indexed as the three characters at each position, fewer at a field's end.
 * A longer word is contained only where all its grams are; a shorter one begins some gram. That
 * finds every match and some links that are none, so each candidate is held against its link.
 */
final class SearchText {
  /** Characters in a gram. */
  static final int GRAM = 3;

  /** Field of the grams. */
  static final String GRAMS = "gram";

  /** Grams that narrow the candidates down; a longer text is held against the link all the same. */
  private static final int MAX_GRAMS = 64;

  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final List<String> words;

  SearchText(String text) {
    words = SPACE
        .splitAsStream(text)
        .filter(word -> !word.isEmpty())
        .map(SearchText::fold)
        .distinct()
        .toList();
  }

  /** Adds what every match must fulfil. */
  void narrow(BooleanQuery.Builder query) {
    Set<String> grams = new LinkedHashSet<>();
    for (String word : words) {
      if (word.codePointCount(0, word.length()) < GRAM) {
        query.add(new PrefixQuery(new Term(GRAMS, word)), Occur.FILTER);
      } else {
        grams(word).stream().filter(SearchText::isWhole).forEach(grams::add);
      }
    }
    grams.stream()
        .limit(MAX_GRAMS)
        .forEach(gram -> query.add(new TermQuery(new Term(GRAMS, gram)), Occur.FILTER));
  }

  /** Whether {@code link} is a match. */
  boolean matches(Link link) {
    List<String> fields = fields(link);
    return words.stream().allMatch(word -> fields.stream().anyMatch(f -> f.contains(word)));
  }

  /** The distinct grams of a link. */
  static Set<String> grams(Link link) {
    Set<String> grams = new LinkedHashSet<>();
    fields(link).forEach(field -> grams.addAll(grams(field)));
    return grams;
  }

  private static List<String> fields(Link link) {
    return Stream.of(link.code().value(), link.target().value(), link.details().title())
        .filter(Objects::nonNull)
        .map(SearchText::fold)
        .toList();
  }

  private static List<String> grams(String folded) {
    int[] characters = folded.codePoints().toArray();
    List<String> grams = new ArrayList<>(characters.length);
    for (int i = 0; i < characters.length; i++) {
      grams.add(new String(characters, i, Math.min(GRAM, characters.length - i)));
    }
    return grams;
  }

  private static boolean isWhole(String gram) {
    return gram.codePointCount(0, gram.length()) == GRAM;
  }

  /** Character by character, as {@link String#equalsIgnoreCase} compares: "Σ", "σ", "ς" are one. */
  private static String fold(String text) {
    return text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
