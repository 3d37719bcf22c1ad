package dev.terse.core.url;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes IPv6 addresses (sections 3.5 and 3.6 of the URL Standard). One instance reads
 * one address.
 */
final class Ipv6Parser {

  private static final int PIECES = 8;
  private static final int NONE = -1;
  private static final int END = -1;

  private final String text;
  private final Diagnosis diagnosis;
  private final int[] pieces = new int[PIECES];
  private int pointer;
  private int pieceIndex;
  private int compress = NONE;

  private Ipv6Parser(String text, Diagnosis diagnosis) {
    this.text = text;
    this.diagnosis = diagnosis;
  }

  /** The address in its shortest form, without brackets, or null when {@code text} is none. */
  static @Nullable String parse(String text, Diagnosis diagnosis) {
    Ipv6Parser parser = new Ipv6Parser(text, diagnosis);
    if (!parser.readPieces()) {
      return diagnosis.fail(ParsedUrl.Failure.INVALID_IPV6);
    }
    return serialize(parser.pieces);
  }

  private boolean readPieces() {
    if (current() == ':') {
      if (!text.startsWith("::")) {
        return false;
      }
      pointer = 2;
      compress = ++pieceIndex;
    }
    while (current() != END) {
      if (pieceIndex == PIECES) {
        return false;
      }
      if (current() == ':') {
        if (compress != NONE) {
          return false;
        }
        pointer++;
        compress = ++pieceIndex;
      } else if (!readPiece()) {
        return false;
      }
    }
    return compress == NONE ? pieceIndex == PIECES : moveCompressedPieces();
  }

  private boolean readPiece() {
    int value = 0;
    int length = 0;
    while (length < 4 && AsciiSet.HEX_DIGITS.contains(current())) {
      value = value * 16 + Character.digit(current(), 16);
      pointer++;
      length++;
    }
    if (current() == '.') {
      pointer -= length;
      return length > 0 && pieceIndex <= PIECES - 2 && readIpv4();
    }
    if (current() == ':') {
      pointer++;
      if (current() == END) {
        return false;
      }
    } else if (current() != END) {
      return false;
    }
    if (length > 1 && value < 1 << (4 * (length - 1))) {
      diagnosis.validationError();
    }
    pieces[pieceIndex++] = value;
    return true;
  }

  private boolean readIpv4() {
    int numbersSeen = 0;
    while (current() != END) {
      if (numbersSeen > 0) {
        if (current() != '.' || numbersSeen == 4) {
          return false;
        }
        pointer++;
      }
      int number = readIpv4Number();
      if (number == NONE) {
        return false;
      }
      pieces[pieceIndex] = pieces[pieceIndex] * 0x100 + number;
      numbersSeen++;
      if (numbersSeen == 2 || numbersSeen == 4) {
        pieceIndex++;
      }
    }
    return numbersSeen == 4;
  }

  private int readIpv4Number() {
    int number = NONE;
    while (AsciiSet.DIGITS.contains(current())) {
      int digit = current() - '0';
      if (number == 0) {
        return NONE;
      }
      number = number == NONE ? digit : number * 10 + digit;
      if (number > 255) {
        return NONE;
      }
      pointer++;
    }
    return number;
  }

  private boolean moveCompressedPieces() {
    int swaps = pieceIndex - compress;
    for (int to = PIECES - 1; to != 0 && swaps > 0; to--, swaps--) {
      int from = compress + swaps - 1;
      int piece = pieces[to];
      pieces[to] = pieces[from];
      pieces[from] = piece;
    }
    return true;
  }

  private int current() {
    return pointer < text.length() ? text.charAt(pointer) : END;
  }

  private static String serialize(int[] pieces) {
    StringBuilder address = new StringBuilder(39);
    int compressed = compressedPieceIndex(pieces);
    boolean ignoreZeros = false;
    for (int i = 0; i < PIECES; i++) {
      if (ignoreZeros && pieces[i] == 0) {
        continue;
      }
      ignoreZeros = i == compressed;
      if (ignoreZeros) {
        address.append(i == 0 ? "::" : ":");
        continue;
      }
      address.append(Integer.toHexString(pieces[i]));
      if (i < PIECES - 1) {
        address.append(':');
      }
    }
    return address.toString();
  }

  /** Where the first of the longest runs of at least two zeros begins, or {@link #NONE}. */
  private static int compressedPieceIndex(int[] pieces) {
    int longestIndex = NONE;
    int longestSize = 1;
    int size = 0;
    for (int i = 0; i < PIECES; i++) {
      size = pieces[i] == 0 ? size + 1 : 0;
      if (size > longestSize) {
        longestSize = size;
        longestIndex = i - size + 1;
      }
    }
    return longestIndex;
  }
}
