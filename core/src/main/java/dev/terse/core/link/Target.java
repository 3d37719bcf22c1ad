package dev.terse.core.link;

/**
 * Where a link leads: an absolute URL in printable ASCII, sent in {@code Location} byte for byte.
 * This type guards only what every stored target must hold; whether a URL may be shortened is
 * decided before, by the target policy.
 */
public record Target(String value) {

  /** Longest target, in bytes. */
  public static final int MAX_LENGTH = 8_192;

  /** Throws IllegalArgumentException unless {@code value} is 1 to 8,192 printable ASCII bytes. */
  public Target {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("target has " + value.length() + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        throw new IllegalArgumentException("target has a character that is not printable ASCII");
      }
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
