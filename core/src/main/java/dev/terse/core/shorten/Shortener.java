package dev.terse.core.shorten;

import dev.terse.core.code.CodeGenerator;
import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.code.CodeGenerators;
import dev.terse.core.code.ReservedCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes links: judges the target, draws or checks the code, stores. Safe for use by many threads;
 * each call may block on the store. Throws {@link dev.terse.core.store.StoreException} when the
 * store fails, and then nobody was promised anything.
 */
public final class Shortener {

  /**
   * Codes drawn for one request before it fails; only codes that people chose are drawn in vain.
   */
  static final int MAX_ATTEMPTS = 1_000;

  private final LinkStore links;
  private final CodeGenerators generators;
  private final Rules rules;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Makes links in {@code links}; {@code random} only tells apart ids of the same millisecond. */
  public Shortener(
      LinkStore links,
      CodeGenerators generators,
      Rules rules,
      InstantSource clock,
      RandomGenerator random) {
    this.links = links;
    this.generators = generators;
    this.rules = rules;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What may be shortened.
   *
   * @param targets which targets
   * @param reserved codes that nobody may choose
   * @param reuse whether a known target gets its existing link unless the request says otherwise
   */
  public record Rules(TargetPolicy targets, ReservedCodes reserved, boolean reuse) {}

  /** Makes the link that {@code request} describes, or says why not. */
  public Shortened shorten(ShortenRequest request) {
    return switch (rules.targets().judge(request.target())) {
      case Parsed.Invalid<Target> invalid -> new Shortened.InvalidTarget(invalid.reason());
      case Parsed.Valid<Target> target -> shorten(request, target.value());
    };
  }

  private Shortened shorten(ShortenRequest request, Target target) {
    if (request.code() == null) {
      return draw(request, target);
    }
    return switch (Code.parse(request.code())) {
      case Parsed.Invalid<Code> invalid -> new Shortened.InvalidCode(invalid.reason());
      case Parsed.Valid<Code> code -> choose(request, target, code.value());
    };
  }

  private Shortened choose(ShortenRequest request, Target target, Code code) {
    if (rules.reserved().contains(code)) {
      return new Shortened.CodeTaken(code);
    }
    return switch (links.create(link(request, target, code), Reuse.NEVER)) {
      case Creation.Created created -> new Shortened.Created(created.link());
      case Creation.Reused reused -> new Shortened.Reused(reused.link());
      case Creation.Taken() -> taken(request, target, code);
    };
  }

  /** A request repeated, as after a lost answer, gets the link that it made the first time. */
  private Shortened taken(ShortenRequest request, Target target, Code code) {
    Link existing = reuses(request) ? links.find(LinkKey.of(code)) : null;
    return existing != null && existing.target().equals(target)
        ? new Shortened.Reused(existing)
        : new Shortened.CodeTaken(code);
  }

  private Shortened draw(ShortenRequest request, Target target) {
    CodeGenerator generator = generators.get(request.generator());
    boolean reuses = generator.isDeterministic() || (reuses(request) && !generator.isPrivate());
    Reuse reuse = reuses ? Reuse.EXISTING : Reuse.NEVER;
    if (reuse == Reuse.EXISTING) {
      Link existing = links.findByTarget(Domain.DEFAULT, target);
      if (existing != null) {
        return new Shortened.Reused(existing);
      }
    }
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      switch (generator.draw(target, attempt)) {
        case Draw.Exhausted exhausted -> {
          return new Shortened.Exhausted(exhausted.remedy());
        }
        case Draw.Drawn drawn -> {
          if (rules.reserved().contains(drawn.code())) {
            continue;
          }
          switch (links.create(link(request, target, drawn.code()), reuse)) {
            case Creation.Created created -> {
              return new Shortened.Created(created.link());
            }
            case Creation.Reused reused -> {
              generator.takeBack(drawn.code());
              return new Shortened.Reused(reused.link());
            }
            case Creation.Taken() -> {
              continue;
            }
          }
        }
      }
    }
    return new Shortened.Exhausted(
        MAX_ATTEMPTS + " codes drawn in a row were in use: ask again to have further ones drawn");
  }

  private boolean reuses(ShortenRequest request) {
    return request.reuse() == null ? rules.reuse() : request.reuse();
  }

  private Link link(ShortenRequest request, Target target, Code code) {
    Instant now = clock.instant();
    return new Link(
        LinkId.create(now, random),
        LinkKey.of(code),
        target,
        request.details(),
        History.begin(now, request.creator()));
  }
}
