package dev.terse.app.config;

import dev.terse.app.settings.Key;
import dev.terse.app.settings.Readers;
import dev.terse.app.settings.Settings;
import dev.terse.core.link.RedirectStatus;
import dev.terse.server.Limits;
import dev.terse.server.Listen;
import dev.terse.server.ServerConfig;
import dev.terse.server.access.AuthMode;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.load.LoadConfig;
import dev.terse.server.origin.AddressRange;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.origin.TrustedProxies;
import dev.terse.server.redirect.RedirectConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings that become {@link ServerConfig}. */
final class ServerKeys {
  static final Key<Listen> LISTEN = new Key<>(
      "server.listen",
      "127.0.0.1:8080",
      "Where the server listens: `host:port`, `[IPv6]:port`. Port 0 takes a free one."
          + " `0.0.0.0:8080` is every interface.",
      Listen::parse);
  static final Key<Optional<PublicUrl>> URL = new Key<>(
      "server.url",
      "",
      "What short URLs begin with, as `https://sho.rt/`. Empty: what the request was sent to.",
      text -> optional(text).map(PublicUrl::new));
  static final Key<TrustedProxies> PROXIES = new Key<>(
      "server.proxies",
      "",
      "The proxies in front, such as `10.0.0.0/8`: their `X-Forwarded-*` are believed.",
      text -> new TrustedProxies(
          Readers.list(text).stream().map(AddressRange::parse).toList()));
  static final Key<Duration> DRAIN = new Key<>(
      "server.drain",
      "0s",
      "How long a stop goes on serving while `/-/health/ready` says 503, 0s to 1h: behind a load"
          + " balancer, the time that it needs to notice.",
      Readers.within("0s", "1h", Readers::time));
  static final Key<Duration> GRACE = new Key<>(
      "server.grace",
      "10s",
      "How long a stop then waits for the requests under way.",
      Readers::time);
  static final Key<Boolean> ACCESS_LOG =
      new Key<>("server.access-log", "false", "Whether each request is logged.", Readers::flag);
  static final Key<Integer> MAX_HEAD = new Key<>(
      "server.max-head",
      "16KiB",
      "Longest request line, and longest header block. It may have 100 fields.",
      Readers.atLeast("1", Readers::fewBytes));
  static final Key<Integer> MAX_BODY = new Key<>(
      "server.max-body",
      "128KiB",
      "Longest request body. The longest target, title and note take 13KiB, or 104KiB if every"
          + " character is escaped.",
      Readers.atLeast("1", Readers::fewBytes));
  static final Key<Duration> HEADER_TIMEOUT = new Key<>(
      "server.header-timeout",
      "10s",
      "Longest time from a request's first byte to the end of its header.",
      Readers.atLeast("1ms", Readers::time));
  static final Key<Duration> IDLE_TIMEOUT = new Key<>(
      "server.idle-timeout",
      "60s",
      "Longest time without a byte on a connection, and longest time for a body and for reading an"
          + " answer.",
      Readers.atLeast("1ms", Readers::time));
  static final Key<Integer> MAX_CONNECTIONS = new Key<>(
      "server.max-connections",
      "20000",
      "How many connections at once, if the process may open as many files and 1,024 more; one more"
          + " is closed unanswered.",
      Readers.atLeast("1", Readers::number));
  static final Key<Integer> MAX_PEER_CONNECTIONS = new Key<>(
      "server.max-peer-connections",
      "0",
      "How many connections of one IPv4 address or IPv6 /64 at once; 0 does not count them, which"
          + " is right behind a balancer. Addresses of `server.proxies` are never counted.",
      Readers.atLeast("0", Readers::number));
  static final Key<Integer> MAX_WORK = new Key<>(
      "server.max-work",
      "512",
      "How many requests of the API and for pages are worked on at once; more are answered 503.",
      Readers.atLeast("1", Readers::number));
  static final Key<Duration> WORK_GOAL = new Key<>(
      "server.work-goal",
      "1s",
      "How long such work may take: if most of it takes longer, fewer are taken on, down to 64,"
          + " pages first. 0s: never fewer.",
      Readers.atLeast("0s", Readers::time));
  static final Key<Boolean> HOME = new Key<>(
      "pages.home",
      "true",
      "Whether `/` is the page that shortens; otherwise it is 404.",
      Readers::flag);
  static final Key<AuthMode> AUTH = new Key<>(
      "auth.mode",
      "local",
      "Who needs an API key. `local`: all but requests that are plainly from this machine. `keys`:"
          + " all. `open`: nobody, except to manage keys and read figures.",
      Readers.oneOf(AuthMode.values()));
  static final Key<RedirectStatus> REDIRECT_STATUS = new Key<>(
      "redirect.status",
      "302",
      "The status of links that name none: 301, 302, 307 or 308.",
      ServerKeys::status);
  static final Key<Duration> REDIRECT_MAX_AGE = new Key<>(
      "redirect.max-age",
      "1h",
      "How long browsers and caches may remember a permanent redirect (301, 308). A link that is"
          + " changed leads to its old target there for so long.",
      Readers.within("0s", "366d", Readers::time));
  static final Key<Boolean> REDIRECT_SHORTCUT = new Key<>(
      "redirect.shortcut",
      "true",
      "Whether plain requests for links that memory knows are answered before they are decoded. The"
          + " answers are the same, and cost less. Not with `server.access-log`.",
      Readers::flag);
  static final Key<Boolean> S =
      new Key<>("ancestors.s", "false", "Whether `POST /get` answers as S does.", Readers::flag);
  static final Key<Boolean> FLASK = new Key<>(
      "ancestors.flask",
      "false",
      "Whether `POST /shorten_url`, unknown codes and `/` answer as the Flask demo does.",
      Readers::flag);
  static final Key<Optional<String>> SERVICE_BASE = new Key<>(
      "ancestors.service-base",
      "",
      "What the Flask demo's short URLs begin with, put before the code as it is. Empty: what all"
          + " short URLs begin with.",
      ServerKeys::optional);

  static final List<Key<?>> ALL = List.of(
      LISTEN,
      URL,
      PROXIES,
      DRAIN,
      GRACE,
      ACCESS_LOG,
      MAX_HEAD,
      MAX_BODY,
      HEADER_TIMEOUT,
      IDLE_TIMEOUT,
      MAX_CONNECTIONS,
      MAX_PEER_CONNECTIONS,
      MAX_WORK,
      WORK_GOAL,
      HOME,
      AUTH,
      REDIRECT_STATUS,
      REDIRECT_MAX_AGE,
      REDIRECT_SHORTCUT,
      S,
      FLASK,
      SERVICE_BASE);

  private ServerKeys() {}

  static ServerConfig bind(Settings settings) {
    return new ServerConfig(
        settings.get(LISTEN),
        settings.get(URL).orElse(null),
        settings.get(PROXIES),
        new RedirectConfig(
            settings.get(REDIRECT_STATUS),
            settings.get(REDIRECT_MAX_AGE),
            settings.get(REDIRECT_SHORTCUT)),
        new Limits(
            settings.get(MAX_HEAD),
            settings.get(MAX_BODY),
            settings.get(HEADER_TIMEOUT),
            settings.get(IDLE_TIMEOUT),
            settings.get(MAX_CONNECTIONS),
            settings.get(MAX_PEER_CONNECTIONS)),
        new LoadConfig(settings.get(MAX_WORK), settings.get(WORK_GOAL)),
        settings.get(DRAIN),
        settings.get(GRACE),
        settings.get(ACCESS_LOG),
        settings.get(AUTH),
        new AncestorsConfig(
            settings.get(S), settings.get(FLASK), settings.get(SERVICE_BASE).orElse(null)),
        settings.get(HOME));
  }

  private static RedirectStatus status(String text) {
    RedirectStatus status =
        text.matches("\\d{3}") ? RedirectStatus.of(Integer.parseInt(text)) : null;
    if (status == null) {
      throw new IllegalArgumentException("'" + text + "' is none of 301, 302, 307, 308");
    }
    return status;
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
