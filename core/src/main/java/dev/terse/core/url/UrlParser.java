package dev.terse.core.url;

import java.util.Locale;

/**
 * The basic URL parser of the WHATWG URL Standard (section 4.4) for absolute URLs: no base URL, no
 * state override, UTF-8. Every scheme but {@code file} is read, special ones by their own rules.
 * One instance reads one input; any string is answered, none with an exception.
 *
 * <p>The standard walks code point by code point through a state machine. Here each method reads
 * one component where the machine has one or two states, and leaves {@link #pointer} at the code
 * point that the next state begins with; the results are the same.
 */
public final class UrlParser {

  private static final AsciiSet SCHEME = AsciiSet.ALPHANUMERICS.with("+-.");
  private static final AsciiSet TAB_OR_NEWLINE = AsciiSet.of("\t\n\r");
  private static final int REPLACEMENT = 0xFFFD;
  private static final int END = -1;

  private final Diagnosis diagnosis = new Diagnosis();
  private final String input;
  private int pointer;

  private String scheme = "";
  private boolean special;
  private Authority authority = Authority.NONE;

  private UrlParser(String text) {
    this.input = withoutTabsAndNewlines(stripped(scalarValues(text)));
  }

  /** Reads {@code text} as an absolute URL. */
  public static ParsedUrl parse(String text) {
    return new UrlParser(text).read();
  }

  private ParsedUrl read() {
    if (!readScheme() || !readAuthorityIfAny()) {
      return diagnosis.failure();
    }
    String path = readPath();
    String query = null;
    if (current() == '?') {
      int end = indexOrEnd('#', pointer);
      AsciiSet set = special ? PercentEncoding.SPECIAL_QUERY : PercentEncoding.QUERY;
      query = readComponent(pointer + 1, end, set);
    }
    String fragment = null;
    if (current() == '#') {
      fragment = readComponent(pointer + 1, input.length(), PercentEncoding.FRAGMENT);
    }
    return new ParsedUrl.Read(
        new WebUrl(scheme, authority, path, query, fragment, diagnosis.isValid()));
  }

  /** The text as a scalar value string: lone surrogates become U+FFFD. */
  private static String scalarValues(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isSurrogate(text.codePointAt(i))) {
        return text.codePoints()
            .map(c -> isSurrogate(c) ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (start < end && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (end - start < text.length()) {
      diagnosis.validationError();
    }
    return text.substring(start, end);
  }

  private String withoutTabsAndNewlines(String text) {
    if (!TAB_OR_NEWLINE.isIn(text)) {
      return text;
    }
    diagnosis.validationError();
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!TAB_OR_NEWLINE.contains(text.charAt(i))) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  /** Scheme start and scheme state. */
  private boolean readScheme() {
    int end = 0;
    while (end < input.length() && SCHEME.contains(input.charAt(end))) {
      end++;
    }
    if (end == 0
        || end == input.length()
        || input.charAt(end) != ':'
        || !AsciiSet.ALPHAS.contains(input.charAt(0))) {
      diagnosis.fail(ParsedUrl.Failure.NO_SCHEME);
      return false;
    }
    scheme = input.substring(0, end).toLowerCase(Locale.ROOT);
    special = WebUrl.isSpecial(scheme);
    pointer = end + 1;
    if (scheme.equals("file")) {
      diagnosis.fail(ParsedUrl.Failure.FILE_SCHEME);
      return false;
    }
    return true;
  }

  /** Special authority (ignore) slashes state, or path or authority state. */
  private boolean readAuthorityIfAny() {
    boolean slashes = input.startsWith("//", pointer);
    if (!special && !slashes) {
      return true;
    }
    if (slashes) {
      pointer += 2;
    } else {
      diagnosis.validationError();
    }
    while (special && isSlash(current())) {
      diagnosis.validationError();
      pointer++;
    }
    int end = pointer;
    while (end < input.length() && !endsSegment(input.charAt(end))) {
      end++;
    }
    Authority read = Authority.parse(input.substring(pointer, end), scheme, diagnosis);
    pointer = end;
    if (read == null) {
      return false;
    }
    authority = read;
    return true;
  }

  /** Path start state, or opaque path state; the path serialised. */
  private String readPath() {
    if (special || current() == '/') {
      return readSegments();
    }
    if (authority.host() != null) {
      return "";
    }
    return readOpaquePath();
  }

  /** Path state. */
  private String readSegments() {
    StringBuilder path = new StringBuilder(input.length() - pointer + 1);
    boolean more = isSlash(current());
    if (!more) {
      return path.append('/').toString();
    }
    while (more) {
      if (current() == '\\') {
        diagnosis.validationError();
      }
      int start = pointer + 1;
      int end = start;
      while (end < input.length() && !endsSegment(input.charAt(end))) {
        end++;
      }
      pointer = end;
      more = isSlash(current());
      appendSegment(path, start, end, more);
    }
    return path.toString();
  }

  private void appendSegment(StringBuilder path, int start, int end, boolean more) {
    diagnosis.checkUrlUnits(input, start, end);
    int dots = dots(start, end);
    if (dots == 2) {
      path.setLength(Math.max(0, path.lastIndexOf("/")));
    }
    if (dots == 0) {
      path.append('/');
      PercentEncoding.encode(input, start, end, PercentEncoding.PATH, path);
    } else if (!more) {
      path.append('/');
    }
  }

  /** How many dots the segment is, plain or percent-encoded: 1, 2, or 0 if it is anything else. */
  private int dots(int start, int end) {
    int dots = 0;
    for (int i = start; i < end; dots++) {
      if (input.charAt(i) == '.') {
        i++;
      } else if (input.regionMatches(true, i, "%2e", 0, 3)) {
        i += 3;
      } else {
        return 0;
      }
    }
    return dots <= 2 ? dots : 0;
  }

  private String readOpaquePath() {
    int query = indexOrEnd('?', pointer);
    int end = Math.min(query, indexOrEnd('#', pointer));
    String path = readComponent(pointer, end, PercentEncoding.C0_CONTROL);
    boolean spaceBeforeDelimiter = end < input.length() && path.endsWith(" ");
    return spaceBeforeDelimiter ? path.substring(0, path.length() - 1) + "%20" : path;
  }

  private String readComponent(int start, int end, AsciiSet set) {
    diagnosis.checkUrlUnits(input, start, end);
    pointer = end;
    return PercentEncoding.encode(input, start, end, set);
  }

  private int current() {
    return pointer < input.length() ? input.charAt(pointer) : END;
  }

  private int indexOrEnd(char c, int from) {
    int index = input.indexOf(c, from);
    return index < 0 ? input.length() : index;
  }

  private boolean endsSegment(char c) {
    return isSlash(c) || c == '?' || c == '#';
  }

  private boolean isSlash(int c) {
    return c == '/' || (special && c == '\\');
  }
}
