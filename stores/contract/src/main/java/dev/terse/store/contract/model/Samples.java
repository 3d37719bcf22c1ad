package dev.terse.store.contract.model;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes links and keys, each a millisecond younger than the one before. Safe for many threads. */
public final class Samples {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private final Random random;
  private final AtomicLong made = new AtomicLong();

  /** Samples whose ids are drawn from {@code random}. */
  public Samples(Random random) {
    this.random = random;
  }

  /** A link at {@code code} with a target of its own. */
  public Link link(String code) {
    return link(LinkKey.of(new Code(code)), "https://example.com/to/" + code);
  }

  /** A link at {@code code} to {@code target}. */
  public Link link(String code, String target) {
    return link(LinkKey.of(new Code(code)), target);
  }

  /** A link at {@code code} to {@code target}, called {@code title}. */
  public Link link(String code, String target, String title) {
    Link link = link(code, target);
    return new Link(
        link.id(), link.key(), link.target(), new LinkDetails(title, null, null), link.history());
  }

  /** A link at {@code key} to {@code target}. */
  public Link link(LinkKey key, String target) {
    Instant now = tick();
    return new Link(
        LinkId.create(now, random),
        key,
        new Target(target),
        LinkDetails.NONE,
        History.begin(now, null));
  }

  /** The id of a link that nobody made. */
  public LinkId id() {
    return LinkId.create(tick(), random);
  }

  /** {@code link} as its next version, leading to {@code target}, called {@code title}. */
  public Link changed(Link link, String target, @Nullable String title) {
    return link.changed(
        new Target(target),
        new LinkDetails(title, link.details().note(), link.details().status()),
        link.history().next(tick()));
  }

  /** An API key that may read. */
  public ApiKey apiKey(String id) {
    return new ApiKey(id, "key " + id, SecretHash.of(id), Set.of(Scope.READ), tick());
  }

  private Instant tick() {
    return START.plusMillis(made.getAndIncrement());
  }
}
