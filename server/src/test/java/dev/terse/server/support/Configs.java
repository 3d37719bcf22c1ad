package dev.terse.server.support;

import dev.terse.server.Limits;
import dev.terse.server.Listen;
import dev.terse.server.ServerConfig;
import dev.terse.server.access.AuthMode;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.load.LoadConfig;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.origin.TrustedProxies;
import dev.terse.server.redirect.RedirectConfig;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Configurations that differ from another in one point. */
public final class Configs {
  private Listen listen;
  private @Nullable PublicUrl url;
  private TrustedProxies proxies;
  private RedirectConfig redirects;
  private Limits limits;
  private LoadConfig load;
  private Duration drain;
  private Duration grace;
  private boolean accessLog;
  private AuthMode auth;
  private AncestorsConfig ancestors;
  private boolean home;

  private Configs(ServerConfig c) {
    this.listen = c.listen();
    this.url = c.url();
    this.proxies = c.proxies();
    this.redirects = c.redirects();
    this.limits = c.limits();
    this.load = c.load();
    this.drain = c.drain();
    this.grace = c.grace();
    this.accessLog = c.accessLog();
    this.auth = c.auth();
    this.ancestors = c.ancestors();
    this.home = c.home();
  }

  /** Listening elsewhere. */
  public static ServerConfig listen(ServerConfig c, Listen listen) {
    return with(c, copy -> copy.listen = listen);
  }

  /** With a public URL. */
  public static ServerConfig url(ServerConfig c, String url) {
    return with(c, copy -> copy.url = new PublicUrl(url));
  }

  /** Believing proxies. */
  public static ServerConfig proxies(ServerConfig c, TrustedProxies proxies) {
    return with(c, copy -> copy.proxies = proxies);
  }

  /** Redirecting otherwise. */
  public static ServerConfig redirects(ServerConfig c, RedirectConfig redirects) {
    return with(c, copy -> copy.redirects = redirects);
  }

  /** With other limits. */
  public static ServerConfig limits(ServerConfig c, Limits limits) {
    return with(c, copy -> copy.limits = limits);
  }

  /** Taking on more or less. */
  public static ServerConfig load(ServerConfig c, LoadConfig load) {
    return with(c, copy -> copy.load = load);
  }

  /** With another access mode. */
  public static ServerConfig auth(ServerConfig c, AuthMode auth) {
    return with(c, copy -> copy.auth = auth);
  }

  /** With ancestors instead of the first page. */
  public static ServerConfig ancestors(ServerConfig c, AncestorsConfig ancestors) {
    return with(c, copy -> {
      copy.ancestors = ancestors;
      copy.home = false;
    });
  }

  /** Draining for {@code time} when it stops. */
  public static ServerConfig draining(ServerConfig c, Duration time) {
    return with(c, copy -> copy.drain = time);
  }

  /** With the access log. */
  public static ServerConfig logging(ServerConfig c) {
    return with(c, copy -> {
      copy.grace = Duration.ofSeconds(10);
      copy.accessLog = true;
    });
  }

  private static ServerConfig with(ServerConfig c, Consumer<Configs> change) {
    Configs copy = new Configs(c);
    change.accept(copy);
    return new ServerConfig(
        copy.listen,
        copy.url,
        copy.proxies,
        copy.redirects,
        copy.limits,
        copy.load,
        copy.drain,
        copy.grace,
        copy.accessLog,
        copy.auth,
        copy.ancestors,
        copy.home);
  }
}
