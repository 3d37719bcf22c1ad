package dev.terse.core.url;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns domains into ASCII (section 3.3 of the URL Standard). What is ASCII already is only put in
 * lower case, whatever its {@code xn--} labels hold, for browsers do so; anything else goes through
 * Unicode's UTS #46 in ICU.
 *
 * <p>ICU and its tables are loaded for the first domain that needs them: one that is not ASCII, or
 * has an {@code xn--} label whose validity is asked for. ICU counts UTF-16 units where CheckHyphens
 * counts code points; that touches only whether a domain beyond the BMP counts as valid.
 */
final class DomainParser {

  private static final int MAX_LABEL = 63;
  private static final int MAX_DOMAIN = 253;
  private static final String ACE_PREFIX = "xn--";
  private static final AsciiSet LETTERS_DIGITS_HYPHEN = AsciiSet.ALPHANUMERICS.with("-");

  private DomainParser() {}

  /** The domain in ASCII, which may be empty or hold forbidden code points, or null on failure. */
  static @Nullable String parse(String domain, Diagnosis diagnosis) {
    if (!isAscii(domain)) {
      return Uts46.toAscii(domain, diagnosis);
    }
    String lower = domain.toLowerCase(Locale.ROOT);
    if (!isStrict(lower) || (hasAceLabel(lower) && !Uts46.isValid(lower))) {
      diagnosis.validationError();
    }
    return lower;
  }

  /** What strict processing asks of ASCII labels: letters, digits, hyphens inside, and lengths. */
  private static boolean isStrict(String domain) {
    if (domain.length() > MAX_DOMAIN) {
      return false;
    }
    for (String label : domain.split("\\.", -1)) {
      boolean ace = label.startsWith(ACE_PREFIX);
      if (label.isEmpty()
          || label.length() > MAX_LABEL
          || !LETTERS_DIGITS_HYPHEN.isAllOf(label)
          || label.startsWith("-")
          || label.endsWith("-")
          || (!ace && label.startsWith("--", 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasAceLabel(String domain) {
    return domain.startsWith(ACE_PREFIX) || domain.contains("." + ACE_PREFIX);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** UTS #46 as ICU has it, loaded with the first domain that needs it. */
  private static final class Uts46 {

    private static final IDNA NONTRANSITIONAL = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
        | IDNA.NONTRANSITIONAL_TO_UNICODE
        | IDNA.CHECK_BIDI
        | IDNA.CHECK_CONTEXTJ);

    /** Errors of CheckHyphens and VerifyDnsLength, which a URL's domain may have. */
    private static final Set<IDNA.Error> TOLERATED = EnumSet.of(
        IDNA.Error.EMPTY_LABEL,
        IDNA.Error.LABEL_TOO_LONG,
        IDNA.Error.DOMAIN_NAME_TOO_LONG,
        IDNA.Error.LEADING_HYPHEN,
        IDNA.Error.TRAILING_HYPHEN,
        IDNA.Error.HYPHEN_3_4);

    static @Nullable String toAscii(String domain, Diagnosis diagnosis) {
      IDNA.Info info = new IDNA.Info();
      String ascii =
          NONTRANSITIONAL.nameToASCII(domain, new StringBuilder(), info).toString();
      if (!TOLERATED.containsAll(info.getErrors()) || !isAscii(ascii)) {
        return diagnosis.fail(ParsedUrl.Failure.INVALID_DOMAIN);
      }
      if (info.hasErrors() || !isStrict(ascii)) {
        diagnosis.validationError();
      }
      return ascii;
    }

    static boolean isValid(String domain) {
      IDNA.Info info = new IDNA.Info();
      NONTRANSITIONAL.nameToASCII(domain, new StringBuilder(), info);
      return !info.hasErrors();
    }
  }
}
