package dev.terse.core.link;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where a link is found: a code within a domain's own space of codes. */
public record LinkKey(Domain domain, Code code) {

  /** The key of {@code code} in the default domain. */
  public static LinkKey of(Code code) {
    return new LinkKey(Domain.DEFAULT, code);
  }

  /** Reads what {@link #bytes()} made; throws IllegalArgumentException for anything else. */
  public static LinkKey of(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    int nul = text.indexOf(0);
    if (nul < 0) {
      throw new IllegalArgumentException("no link's key");
    }
    return new LinkKey(new Domain(text.substring(0, nul)), new Code(text.substring(nul + 1)));
  }

  /**
   * Domain, NUL and code in UTF-8: no two keys have the same bytes, and in unsigned order the keys
   * of a domain stand together.
   */
  public byte[] bytes() {
    return (domain.host() + '\0' + code.value()).getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return domain.isDefault() ? code.value() : domain.host() + "/" + code.value();
  }
}
