package dev.terse.core.space;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Words that are never drawn as a code. A word blocks the code that equals it, not codes that
 * contain it. Immutable.
 *
 * @param words the words; lower case when case is ignored
 * @param ignoreCase whether a word also blocks its other spellings in upper and lower case
 */
public record BlockedWords(Set<String> words, boolean ignoreCase) {

  /** Most spellings that a list may block in one code space. */
  public static final int MAX_SPELLINGS = 1_000_000;

  /** Nothing is blocked. */
  public static final BlockedWords NONE = new BlockedWords(Set.of(), true);

  /** Copies the words, in lower case when case is ignored. */
  public BlockedWords {
    Set<String> copy = new HashSet<>();
    for (String word : words) {
      copy.add(ignoreCase ? word.toLowerCase(Locale.ROOT) : word);
    }
    words = Set.copyOf(copy);
  }

  /** Whether {@code code} must not be drawn. */
  public boolean contains(String code) {
    return words.contains(ignoreCase ? code.toLowerCase(Locale.ROOT) : code);
  }

  /**
   * How many codes of {@code alphabet} with {@code length} characters are blocked.
   *
   * @throws IllegalArgumentException for more than {@value #MAX_SPELLINGS}, naming the word
   */
  int count(Alphabet alphabet, int length) {
    long count = 0;
    for (String word : words) {
      if (word.length() == length) {
        count += spellings(alphabet, word);
        if (count > MAX_SPELLINGS) {
          throw new IllegalArgumentException("codes.blocked makes more than " + MAX_SPELLINGS
              + " codes: remove '" + word + "', or let case matter");
        }
      }
    }
    return (int) count;
  }

  /** Calls {@code action} with the rank among all codes of that length of each blocked one. */
  void forEach(Alphabet alphabet, int length, LongConsumer action) {
    for (String word : words) {
      if (word.length() == length) {
        spell(alphabet, word, 0, action);
      }
    }
  }

  private void spell(Alphabet alphabet, String word, long rank, LongConsumer action) {
    if (word.isEmpty()) {
      action.accept(rank);
      return;
    }
    for (int digit : digits(alphabet, word.charAt(0))) {
      spell(alphabet, word.substring(1), rank * alphabet.size() + digit, action);
    }
  }

  private long spellings(Alphabet alphabet, String word) {
    long count = 1;
    for (int i = 0; i < word.length(); i++) {
      count *= digits(alphabet, word.charAt(i)).size();
    }
    return count;
  }

  private List<Integer> digits(Alphabet alphabet, char c) {
    char upper = ignoreCase ? Character.toUpperCase(c) : c;
    return Stream.of(c, upper)
        .distinct()
        .map(alphabet::digit)
        .filter(digit -> digit >= 0)
        .toList();
  }
}
