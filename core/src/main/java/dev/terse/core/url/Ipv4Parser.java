package dev.terse.core.url;

import org.jspecify.annotations.Nullable;

/** Reads IPv4 addresses in all the forms that browsers read (section 3.5 of the URL Standard). */
final class Ipv4Parser {

  private static final int MAX_PARTS = 4;
  private static final long NOT_A_NUMBER = -1;

  /** Any number this large is out of range in every position. */
  private static final long TOO_LARGE = 1L << 32;

  private Ipv4Parser() {}

  /** Whether {@code domain}'s last label is a number, so that it is an IPv4 address or nothing. */
  static boolean endsInANumber(String domain) {
    int end = domain.endsWith(".") ? domain.length() - 1 : domain.length();
    String last = domain.substring(domain.lastIndexOf('.', end - 1) + 1, end);
    return !last.isEmpty() && (AsciiSet.DIGITS.isAllOf(last) || number(last) != NOT_A_NUMBER);
  }

  /** The address in dotted decimal, or null when {@code text} is none. */
  static @Nullable String parse(String text, Diagnosis diagnosis) {
    boolean emptyPart = text.endsWith(".");
    String[] parts = (emptyPart ? text.substring(0, text.length() - 1) : text).split("\\.", -1);
    if (parts.length > MAX_PARTS) {
      return diagnosis.fail(ParsedUrl.Failure.INVALID_IPV4);
    }
    if (emptyPart || parts.length < MAX_PARTS) {
      diagnosis.validationError();
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      long number = number(parts[i]);
      boolean last = i == parts.length - 1;
      long limit = last ? 1L << (8 * (MAX_PARTS - i)) : 256;
      if (number == NOT_A_NUMBER || number >= limit) {
        return diagnosis.fail(ParsedUrl.Failure.INVALID_IPV4);
      }
      if (radix(parts[i]) != 10) {
        diagnosis.validationError();
      }
      address += last ? number : number << (8 * (MAX_PARTS - 1 - i));
    }
    return serialize(address);
  }

  private static String serialize(long address) {
    return (address >> 24) + "." + (address >> 16 & 0xFF) + "." + (address >> 8 & 0xFF) + "."
        + (address & 0xFF);
  }

  private static int radix(String part) {
    if (part.length() < 2 || part.charAt(0) != '0') {
      return 10;
    }
    return part.charAt(1) == 'x' || part.charAt(1) == 'X' ? 16 : 8;
  }

  /** The IPv4 number parser: the value, at most {@link #TOO_LARGE}, or {@link #NOT_A_NUMBER}. */
  private static long number(String part) {
    if (part.isEmpty()) {
      return NOT_A_NUMBER;
    }
    int radix = radix(part);
    long value = 0;
    for (int i = radix == 16 ? 2 : 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return NOT_A_NUMBER;
      }
      value = Math.min(TOO_LARGE, value * radix + digit);
    }
    return value;
  }
}
