package dev.terse.core.space;

import dev.terse.core.link.Parsed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The characters that drawn codes are made of, in the order in which {@link CodeOrder#PLAIN} counts
 * them: two or more of {@code A-Z a-z 0-9 - _ ~}, none twice. Immutable.
 */
public final class Alphabet {

  /** Letters and digits without the look-alikes {@code 0 O 1 l I}: 57 characters. */
  public static final Alphabet READABLE =
      new Alphabet("23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

  /** The 64 characters of S, in its order. */
  public static final Alphabet S =
      new Alphabet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890-_");

  /** The 64 characters of base64url (RFC 4648, section 5), in its order. */
  public static final Alphabet BASE64URL =
      new Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

  private final String characters;
  private final byte[] bytes;
  private final byte[] digits = new byte[128];

  /** Throws IllegalArgumentException unless {@code characters} are an alphabet. */
  public Alphabet(String characters) {
    String fault = fault(characters);
    if (fault != null) {
      throw new IllegalArgumentException("alphabet " + fault);
    }
    this.characters = characters;
    bytes = new byte[characters.length()];
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) characters.charAt(i);
      digits[bytes[i]] = (byte) i;
    }
  }

  /** The alphabet that {@code text} spells, or why it spells none. */
  public static Parsed<Alphabet> parse(String text) {
    String fault = fault(text);
    return fault == null ? new Parsed.Valid<>(new Alphabet(text)) : new Parsed.Invalid<>(fault);
  }

  /** The characters in order. */
  public String characters() {
    return characters;
  }

  /** How many characters there are. */
  public int size() {
    return bytes.length;
  }

  /** The character that stands for {@code digit}, 0 to {@link #size()} - 1. */
  public char character(int digit) {
    return (char) bytes[digit];
  }

  /** What {@code character} stands for, or -1 if it is not in the alphabet. */
  public int digit(char character) {
    return character < digits.length ? digits[character] : -1;
  }

  /** Whether {@code character} is in the alphabet. */
  public boolean contains(char character) {
    return digit(character) >= 0;
  }

  /** Spells {@code number} in {@code into}, {@code length} digits from {@code at} on. */
  void spell(long number, byte[] into, int at, int length) {
    long rest = number;
    for (int i = at + length - 1; i >= at; i--) {
      long quotient = rest / bytes.length;
      into[i] = bytes[(int) (rest - quotient * bytes.length)];
      rest = quotient;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Alphabet alphabet && characters.equals(alphabet.characters);
  }

  @Override
  public int hashCode() {
    return characters.hashCode();
  }

  @Override
  public String toString() {
    return characters;
  }

  private static @Nullable String fault(String characters) {
    if (characters.length() < 2) {
      return "has fewer than two characters";
    }
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (!isAllowed(c)) {
        return "has '" + c + "': use letters A-Z and a-z, digits, - _ and ~";
      }
      if (characters.indexOf(c) != i) {
        return "has '" + c + "' twice";
      }
    }
    return null;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '~';
  }
}
