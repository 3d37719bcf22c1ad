package dev.terse.client;

import dev.terse.client.Exchange.Call;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks one Terse server. Every call is one request, blocks until it is answered and throws
 * {@link ApiException} when it was refused or not answered. Safe for use by many threads.
 */
public final class TerseClient implements AutoCloseable {

  /** How long a request may take unless said otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private final Exchange exchange;

  /**
   * A client of the server at {@code server}, such as {@code http://127.0.0.1:8080}.
   *
   * @param key the API key to send, or null for none
   * @param timeout how long each request may take
   */
  public TerseClient(URI server, @Nullable String key, Duration timeout) {
    this.exchange = new Exchange(server, key, timeout);
  }

  /** A client without an API key. */
  public TerseClient(URI server) {
    this(server, null, DEFAULT_TIMEOUT);
  }

  /** Makes a link, or gets the one that exists if that was asked for. */
  public Link shorten(NewLink link) {
    return exchange.send(new Call("POST", "/links", Documents.of(link), null), Documents::link);
  }

  /**
   * As {@link #shorten(NewLink)}, but safe to call again when no answer came: the same link with
   * the same key is made once, within 24 hours.
   *
   * @param key 1 to 255 visible ASCII characters but {@code "} and {@code \\}, which nobody else
   *     draws, such as a UUID
   */
  public Link shorten(NewLink link, String key) {
    return exchange.send(
        new Call("POST", "/links", Documents.of(link), null, key), Documents::link);
  }

  /** The link of that code; refused with 404 if there is none. */
  public Link get(String code) {
    return exchange.send(new Call("GET", path(code)), Documents::link);
  }

  /** A page of links, newest first. */
  public LinkPage list(LinkPage.Query query) {
    StringBuilder path = new StringBuilder("/links?limit=").append(query.limit());
    if (query.cursor() != null) {
      path.append("&cursor=").append(encode(query.cursor()));
    }
    if (query.text() != null) {
      path.append("&q=").append(encode(query.text()));
    }
    return exchange.send(new Call("GET", path.toString()), Documents::page);
  }

  /**
   * Changes the link of that code.
   *
   * @param version only if the link has this version, else refused with 412
   */
  public Link edit(String code, LinkChange change, OptionalLong version) {
    return exchange.send(
        new Call("PATCH", path(code), Documents.of(change), orNull(version)), Documents::link);
  }

  /**
   * Deletes the link of that code, for good: the code is not given again.
   *
   * @param version only if the link has this version, else refused with 412
   */
  public void delete(String code, OptionalLong version) {
    exchange.send(new Call("DELETE", path(code), null, orNull(version)), Function.identity());
  }

  /** Whether the server can serve now: it is not stopping and its store answers. */
  public boolean isReady() {
    return exchange.isReady();
  }

  /** What the server says about itself. */
  public ServerInfo info() {
    return exchange.send(new Call("GET", "/info"), Documents::info);
  }

  /** Makes an API key. */
  public ApiKey.Created createKey(String name, Set<String> scopes) {
    return exchange.send(
        new Call("POST", "/keys", Documents.newKey(name, scopes), null), Documents::createdKey);
  }

  /** All API keys, oldest first. */
  public List<ApiKey> keys() {
    return exchange.send(new Call("GET", "/keys"), Documents::keys);
  }

  /** Makes the API key of that id worthless; refused with 404 if there is none. */
  public void revokeKey(String id) {
    exchange.send(new Call("DELETE", "/keys/" + encode(id)), Function.identity());
  }

  /**
   * Begins a backup of the whole store and returns its bytes; whoever reads them must close them.
   * Reading throws IOException when the connection breaks or nothing comes for a while.
   */
  public InputStream backup() {
    return exchange.download(new Call("POST", "/backup"));
  }

  @Override
  public void close() {
    exchange.close();
  }

  private static String path(String code) {
    return "/links/" + encode(code);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static @Nullable Long orNull(OptionalLong version) {
    return version.isPresent() ? Long.valueOf(version.getAsLong()) : null;
  }
}
