package dev.terse.core.link;

/** Where a link is found: a code within a domain's own space of codes. */
public record LinkKey(Domain domain, Code code) {

  /** The key of {@code code} in the default domain. */
  public static LinkKey of(Code code) {
    return new LinkKey(Domain.DEFAULT, code);
  }

  @Override
  public String toString() {
    return domain.isDefault() ? code.value() : domain.host() + "/" + code.value();
  }
}
