package dev.terse.server.support;

import dev.terse.server.Limits;
import dev.terse.server.Listen;
import dev.terse.server.ServerConfig;
import dev.terse.server.access.AuthMode;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.origin.TrustedProxies;
import dev.terse.server.redirect.RedirectConfig;
import java.time.Duration;

/** Configurations that differ from the default in one point. */
public final class Configs {

  private Configs() {}

  /** Listening elsewhere. */
  public static ServerConfig listen(ServerConfig c, Listen listen) {
    return new ServerConfig(
        listen,
        c.url(),
        c.proxies(),
        c.redirects(),
        c.limits(),
        c.grace(),
        c.accessLog(),
        c.auth(),
        c.ancestors(),
        c.home());
  }

  /** With a public URL. */
  public static ServerConfig url(ServerConfig c, String url) {
    return new ServerConfig(
        c.listen(),
        new PublicUrl(url),
        c.proxies(),
        c.redirects(),
        c.limits(),
        c.grace(),
        c.accessLog(),
        c.auth(),
        c.ancestors(),
        c.home());
  }

  /** Believing proxies. */
  public static ServerConfig proxies(ServerConfig c, TrustedProxies proxies) {
    return new ServerConfig(
        c.listen(),
        c.url(),
        proxies,
        c.redirects(),
        c.limits(),
        c.grace(),
        c.accessLog(),
        c.auth(),
        c.ancestors(),
        c.home());
  }

  /** Redirecting otherwise. */
  public static ServerConfig redirects(ServerConfig c, RedirectConfig redirects) {
    return new ServerConfig(
        c.listen(),
        c.url(),
        c.proxies(),
        redirects,
        c.limits(),
        c.grace(),
        c.accessLog(),
        c.auth(),
        c.ancestors(),
        c.home());
  }

  /** With other limits. */
  public static ServerConfig limits(ServerConfig c, Limits limits) {
    return new ServerConfig(
        c.listen(),
        c.url(),
        c.proxies(),
        c.redirects(),
        limits,
        c.grace(),
        c.accessLog(),
        c.auth(),
        c.ancestors(),
        c.home());
  }

  /** With another access mode. */
  public static ServerConfig auth(ServerConfig c, AuthMode auth) {
    return new ServerConfig(
        c.listen(),
        c.url(),
        c.proxies(),
        c.redirects(),
        c.limits(),
        c.grace(),
        c.accessLog(),
        auth,
        c.ancestors(),
        c.home());
  }

  /** With ancestors instead of the first page. */
  public static ServerConfig ancestors(ServerConfig c, AncestorsConfig ancestors) {
    return new ServerConfig(
        c.listen(),
        c.url(),
        c.proxies(),
        c.redirects(),
        c.limits(),
        c.grace(),
        c.accessLog(),
        c.auth(),
        ancestors,
        false);
  }

  /** With the access log. */
  public static ServerConfig logging(ServerConfig c) {
    return new ServerConfig(
        c.listen(),
        c.url(),
        c.proxies(),
        c.redirects(),
        c.limits(),
        Duration.ofSeconds(10),
        true,
        c.auth(),
        c.ancestors(),
        c.home());
  }
}
