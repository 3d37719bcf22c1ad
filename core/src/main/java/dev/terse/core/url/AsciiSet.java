package dev.terse.core.url;

/** A set of ASCII code points; nothing beyond ASCII is in it. Immutable. */
final class AsciiSet {

  static final AsciiSet DIGITS = of("0123456789");
  static final AsciiSet HEX_DIGITS = DIGITS.with("ABCDEFabcdef");
  static final AsciiSet ALPHAS = range('a', 'z').with(range('A', 'Z'));
  static final AsciiSet ALPHANUMERICS = ALPHAS.with(DIGITS);
  static final AsciiSet C0_CONTROLS = range(0, 0x1F);

  private final long low;
  private final long high;

  private AsciiSet(long low, long high) {
    this.low = low;
    this.high = high;
  }

  static AsciiSet of(String members) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < members.length(); i++) {
      int c = members.charAt(i);
      low |= c < 64 ? 1L << c : 0;
      high |= c < 64 ? 0 : 1L << (c - 64);
    }
    return new AsciiSet(low, high);
  }

  /** The code points from {@code first} to {@code last}, inclusive. */
  static AsciiSet range(int first, int last) {
    StringBuilder members = new StringBuilder();
    for (int c = first; c <= last; c++) {
      members.append((char) c);
    }
    return of(members.toString());
  }

  AsciiSet with(String members) {
    return with(of(members));
  }

  AsciiSet with(AsciiSet other) {
    return new AsciiSet(low | other.low, high | other.high);
  }

  boolean contains(int c) {
    return c < 64 ? (low & (1L << c)) != 0 : c < 128 && (high & (1L << (c - 64))) != 0;
  }

  /** Whether {@code text} has at least one member of this set. */
  boolean isIn(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (contains(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code text} consists of members of this set alone. */
  boolean isAllOf(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (!contains(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
