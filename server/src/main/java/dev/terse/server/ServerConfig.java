package dev.terse.server;

import dev.terse.server.access.AuthMode;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.load.LoadConfig;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.origin.TrustedProxies;
import dev.terse.server.redirect.RedirectConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the server is set up.
 *
 * @param listen where it listens
 * @param url what short URLs begin with, or null to tell from each request
 * @param proxies whose {@code Host} and {@code X-Forwarded-*} are believed
 * @param redirects how links are answered
 * @param limits what one client may take
 * @param load how much is worked on at once
 * @param drain how long a stop goes on serving while it says that it is not ready
 * @param grace how long a stop then waits for requests under way
 * @param accessLog whether each request is logged
 * @param auth who may use the API
 * @param ancestors which ancestors' endpoints are served
 * @param home whether {@code /} is the page that shortens
 */
public record ServerConfig(
    Listen listen,
    @Nullable PublicUrl url,
    TrustedProxies proxies,
    RedirectConfig redirects,
    Limits limits,
    LoadConfig load,
    Duration drain,
    Duration grace,
    boolean accessLog,
    AuthMode auth,
    AncestorsConfig ancestors,
    boolean home) {

  /** What an empty configuration means. */
  public static final ServerConfig DEFAULT = new ServerConfig(
      Listen.DEFAULT,
      null,
      TrustedProxies.NONE,
      RedirectConfig.DEFAULT,
      Limits.DEFAULT,
      LoadConfig.DEFAULT,
      Duration.ZERO,
      Duration.ofSeconds(10),
      false,
      AuthMode.LOCAL,
      AncestorsConfig.NONE,
      true);
}
