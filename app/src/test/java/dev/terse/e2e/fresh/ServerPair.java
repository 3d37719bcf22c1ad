package dev.terse.e2e.fresh;

import dev.terse.client.LinkChange;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.OptionalLong;

/** Two servers, asked over HTTP. */
final class ServerPair implements Pair {
  private static final int FOLLOW_EVERY_MILLIS = 50;

  private final TerseClient changed;
  private final URI followed;
  private final HttpClient http = HttpClient.newHttpClient();

  /** The servers at two URLs. */
  ServerPair(URI changed, URI followed) {
    this.changed = new TerseClient(changed);
    this.followed = followed;
  }

  @Override
  public void make(String code, String target) {
    changed.shorten(NewLink.to(target).withCode(code));
  }

  @Override
  public void edit(String code, String target) {
    changed.edit(code, LinkChange.NONE.target(target), OptionalLong.empty());
  }

  @Override
  public void takeDown(String code) {
    changed.delete(code, OptionalLong.empty());
  }

  @Override
  public String follow(String code) {
    try {
      HttpResponse<Void> answer = http.send(
          HttpRequest.newBuilder(followed.resolve("/" + code)).build(),
          HttpResponse.BodyHandlers.discarding());
      return switch (answer.statusCode()) {
        case 302 -> answer.headers().firstValue("Location").orElseThrow();
        case 404 -> GONE;
        default -> throw new IllegalStateException("status " + answer.statusCode());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The store tells of each change, so nothing old is remembered. */
  @Override
  public long late() {
    return 0;
  }

  @Override
  public int followEvery() {
    return FOLLOW_EVERY_MILLIS;
  }

  @Override
  public void close() {
    changed.close();
    http.close();
  }
}
