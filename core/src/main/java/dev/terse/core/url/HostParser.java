package dev.terse.core.url;

import org.jspecify.annotations.Nullable;

/**
 * Reads hosts: domains, IP addresses and opaque hosts (section 3.5 of the URL Standard). A result
 * is the host serialised; null means failure, which the diagnosis names.
 */
final class HostParser {

  private static final AsciiSet FORBIDDEN_HOST = AsciiSet.of("\0\t\n\r #/:<>?@[\\]^|");
  private static final AsciiSet FORBIDDEN_DOMAIN =
      FORBIDDEN_HOST.with(AsciiSet.C0_CONTROLS).with("%\u007F");

  private HostParser() {}

  /** The host that {@code text} names; {@code opaque} if the URL is not special. */
  static @Nullable String parse(String text, boolean opaque, Diagnosis diagnosis) {
    if (text.startsWith("[")) {
      return parseBracketed(text, diagnosis);
    }
    if (opaque) {
      return parseOpaque(text, diagnosis);
    }
    String domain = text;
    if (PercentEncoding.hasEncodedByte(text)) {
      diagnosis.validationError();
      domain = PercentEncoding.decode(text);
    }
    return parseDomain(domain, diagnosis);
  }

  private static @Nullable String parseBracketed(String text, Diagnosis diagnosis) {
    if (!text.endsWith("]")) {
      return diagnosis.fail(ParsedUrl.Failure.INVALID_IPV6);
    }
    String address = Ipv6Parser.parse(text.substring(1, text.length() - 1), diagnosis);
    return address == null ? null : "[" + address + "]";
  }

  private static @Nullable String parseOpaque(String text, Diagnosis diagnosis) {
    if (FORBIDDEN_HOST.isIn(text)) {
      return diagnosis.fail(ParsedUrl.Failure.INVALID_HOST);
    }
    diagnosis.checkUrlUnits(text, 0, text.length());
    return PercentEncoding.encode(text, 0, text.length(), PercentEncoding.C0_CONTROL);
  }

  private static @Nullable String parseDomain(String text, Diagnosis diagnosis) {
    String domain = DomainParser.parse(text, diagnosis);
    if (domain == null) {
      return null;
    }
    if (domain.isEmpty() || FORBIDDEN_DOMAIN.isIn(domain)) {
      return diagnosis.fail(ParsedUrl.Failure.INVALID_HOST);
    }
    if (!Ipv4Parser.endsInANumber(domain)) {
      return domain;
    }
    if (!DomainParser.isAscii(text)) {
      diagnosis.validationError();
    }
    return Ipv4Parser.parse(domain, diagnosis);
  }
}
