package dev.terse.core.shorten;

import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import dev.terse.core.url.Authority;
import dev.terse.core.url.ParsedUrl;
import dev.terse.core.url.UrlParser;
import dev.terse.core.url.WebUrl;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides which targets may be shortened, and what is stored of them: the bytes that were sent if
 * they are a valid ASCII URL, else the URL as the WHATWG URL Standard serialises it. What is stored
 * is what is sent to visitors, so no second parser sees anything else. Safe for use by many
 * threads.
 *
 * @param schemes allowed schemes, lower case
 * @param userInfo whether {@code user:password@} is allowed
 * @param ownHosts hosts that lead back here: {@code host} means the scheme's default port,
 *     {@code host:port} that port; in ASCII, lower case, without a dot at the end
 */
public record TargetPolicy(Set<String> schemes, boolean userInfo, Set<String> ownHosts) {

  /**
   * Longest input that is parsed, in characters; twice what may be stored, as parsing can shorten.
   */
  static final int MAX_INPUT = 2 * Target.MAX_LENGTH;

  /** Schemes that no configuration can allow: they run code, read files or show browser pages. */
  static final Set<String> FORBIDDEN_SCHEMES = Set.of(
      "javascript", "vbscript", "data", "blob", "file", "filesystem", "about", "view-source");

  /** http and https, no user information, no own hosts. */
  public static final TargetPolicy DEFAULT =
      new TargetPolicy(Set.of("http", "https"), false, Set.of());

  private static final int MAX_SHOWN_SCHEME = 20;

  /**
   * Takes schemes and hosts in any case and puts them in the form they are compared in. Throws
   * IllegalArgumentException, with a message for the operator, if a scheme is none or is one of
   * those that are never allowed, or if a host is none.
   */
  public TargetPolicy {
    schemes = schemes.stream().map(TargetPolicy::scheme).collect(Collectors.toUnmodifiableSet());
    ownHosts = ownHosts.stream().map(TargetPolicy::ownHost).collect(Collectors.toUnmodifiableSet());
  }

  /** The target to store for what somebody sent, or why there is none. */
  public Parsed<Target> judge(String text) {
    if (text.isBlank()) {
      return new Parsed.Invalid<>("is empty: send a URL such as https://example.com/");
    }
    if (text.length() > MAX_INPUT) {
      return tooLong();
    }
    return judge(text, UrlParser.parse(text));
  }

  private Parsed<Target> judge(String text, ParsedUrl parsed) {
    return switch (parsed) {
      case ParsedUrl.Failure failure -> new Parsed.Invalid<>(failure.reason());
      case ParsedUrl.Read read -> judge(text, read.url());
    };
  }

  private Parsed<Target> judge(String text, WebUrl url) {
    if (!schemes.contains(url.scheme())) {
      return new Parsed.Invalid<>(
          "begins with " + shown(url.scheme()) + ":, which is no allowed scheme: begin it with "
              + new TreeSet<>(schemes).stream().collect(Collectors.joining(": or ", "", ":")));
    }
    if (!userInfo && url.authority().includesCredentials()) {
      return new Parsed.Invalid<>("has a user name or password before its host: remove it");
    }
    if (leadsBackHere(url)) {
      return new Parsed.Invalid<>("leads back to this shortener: give the URL behind that link");
    }
    String stored = url.valid() && isAscii(text) ? text : url.href().replace(" ", "%20");
    return stored.length() > Target.MAX_LENGTH ? tooLong() : new Parsed.Valid<>(new Target(stored));
  }

  private boolean leadsBackHere(WebUrl url) {
    String host = url.authority().host();
    if (ownHosts.isEmpty() || host == null || !url.isSpecial()) {
      return false;
    }
    String bare = withoutLastDot(host);
    return ownHosts.contains(bare + ":" + url.effectivePort())
        || (url.authority().port() == WebUrl.NO_PORT && ownHosts.contains(bare));
  }

  private static Parsed<Target> tooLong() {
    return new Parsed.Invalid<>(
        "is longer than " + Target.MAX_LENGTH + " bytes: leave out what it does not need");
  }

  private static String shown(String scheme) {
    return scheme.length() <= MAX_SHOWN_SCHEME
        ? scheme
        : scheme.substring(0, MAX_SHOWN_SCHEME) + "…";
  }

  private static String scheme(String configured) {
    String scheme = configured.toLowerCase(Locale.ROOT);
    if (FORBIDDEN_SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException(
          "the scheme " + scheme + " can never be allowed for targets: remove it from the list");
    }
    if (UrlParser.parse(scheme + ":x") instanceof ParsedUrl.Read read
        && read.url().scheme().equals(scheme)) {
      return scheme;
    }
    throw new IllegalArgumentException(
        "'" + configured + "' is no scheme: write it without a colon, such as https");
  }

  /** Reads {@code host} or {@code host:port} with both web schemes, for each drops its own port. */
  private static String ownHost(String configured) {
    if (UrlParser.parse("http://" + configured) instanceof ParsedUrl.Read http
        && UrlParser.parse("https://" + configured) instanceof ParsedUrl.Read https
        && isOnlyHost(http.url())) {
      Authority authority = http.url().authority();
      int port = Math.max(authority.port(), https.url().authority().port());
      String host = withoutLastDot(String.valueOf(authority.host()));
      return port == WebUrl.NO_PORT ? host : host + ":" + port;
    }
    throw new IllegalArgumentException(
        "'" + configured + "' is no host: write host or host:port, such as example.com:8080");
  }

  private static boolean isOnlyHost(WebUrl url) {
    return !url.authority().includesCredentials()
        && url.path().equals("/")
        && url.query() == null
        && url.fragment() == null;
  }

  private static String withoutLastDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
