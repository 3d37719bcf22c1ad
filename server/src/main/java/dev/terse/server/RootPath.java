package dev.terse.server;

import dev.terse.core.code.ReservedCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The paths outside {@code /-/} and {@code /.well-known/} that are Terse's own. Routes and reserved
 * codes both come from here, so no code can shadow a route.
 */
enum RootPath {
  /** The first page. */
  HOME("/"),
  /** What crawlers ask first. */
  ROBOTS("/robots.txt"),
  /** What browsers ask unasked. */
  FAVICON("/favicon.ico"),
  /** S's endpoint. */
  S("/get"),
  /** The Flask demo's endpoint. */
  FLASK("/shorten_url");

  private final String path;

  RootPath(String path) {
    this.path = path;
  }

  /** The path itself. */
  String path() {
    return path;
  }

  /** The paths that {@code config} switches on. */
  static Set<String> on(ServerConfig config) {
    return Arrays.stream(values())
        .filter(root -> root.isOn(config))
        .map(RootPath::path)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The codes that no link may have for their sake. */
  static ReservedCodes reserved(ServerConfig config) {
    return new ReservedCodes(on(config).stream()
        .filter(path -> path.length() > 1)
        .map(path -> path.substring(1))
        .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Throws StartException if one of {@code links} has a code whose path a route that {@code config}
   * switches on needs.
   */
  static void refuseShadowedLinks(ServerConfig config, LinkStore links) throws StartException {
    for (String word : reserved(config).words()) {
      if (links.find(LinkKey.of(new Code(word))) != null) {
        throw new StartException("a link has the code '" + word + "', whose path the server needs:"
            + " switch off what serves /" + word + ", or delete the link");
      }
    }
  }

  private boolean isOn(ServerConfig config) {
    return switch (this) {
      case HOME, ROBOTS, FAVICON -> true;
      case S -> config.ancestors().s();
      case FLASK -> config.ancestors().flask();
    };
  }
}
