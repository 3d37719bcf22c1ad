package dev.terse.core.url;

/** What became of parsing a URL: the URL, or why there is none. */
public sealed interface ParsedUrl {

  /** The URL that was read. */
  record Read(WebUrl url) implements ParsedUrl {}

  /** Why an input is no absolute URL. */
  enum Failure implements ParsedUrl {
    NO_SCHEME("has no scheme: put https:// in front of it"),
    FILE_SCHEME("has the scheme file, which leads nowhere on the web: use https"),
    NO_HOST("has no host: write one after the scheme, such as https://example.com/"),
    INVALID_HOST("has a host that no browser accepts: check its spelling"),
    INVALID_DOMAIN(
        "has an internationalised host that Unicode's rules (UTS #46) forbid: check its spelling"),
    INVALID_IPV4("has a host that ends in a number but is no IPv4 address: write four numbers up to"
        + " 255 with dots between them"),
    INVALID_IPV6("has a host in brackets that is no IPv6 address: check its groups"),
    INVALID_PORT("has a port that is no number from 0 to 65535: correct it or leave it out");

    private final String reason;

    Failure(String reason) {
      this.reason = reason;
    }

    /** A phrase that continues "the URL …": what is wrong, and the remedy. */
    public String reason() {
      return reason;
    }
  }
}
