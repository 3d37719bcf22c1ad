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
import org.jspecify.annotations.Nullable;

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

  /** What to do after that. */
  static final String IN_USE =
      MAX_ATTEMPTS + " codes drawn in a row were in use: ask again to have further ones drawn";

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
    return switch (plan(request)) {
      case Plan.Refused refused -> refused.because();
      case Plan.Chosen chosen -> choose(request, chosen);
      case Plan.Drawn drawn -> draw(request, drawn);
    };
  }

  /** What to do about {@code request}; asks nobody. */
  Plan plan(ShortenRequest request) {
    return switch (rules.targets().judge(request.target())) {
      case Parsed.Invalid<Target> invalid ->
        new Plan.Refused(new Shortened.InvalidTarget(invalid.reason()));
      case Parsed.Valid<Target> target ->
        request.code() == null
            ? drawn(request, target.value())
            : chosen(request.code(), target.value());
    };
  }

  private Plan chosen(String text, Target target) {
    return switch (Code.parse(text)) {
      case Parsed.Invalid<Code> invalid ->
        new Plan.Refused(new Shortened.InvalidCode(invalid.reason()));
      case Parsed.Valid<Code> code ->
        isReserved(code.value())
            ? new Plan.Refused(new Shortened.CodeTaken(code.value()))
            : new Plan.Chosen(target, code.value());
    };
  }

  private Plan drawn(ShortenRequest request, Target target) {
    CodeGenerator generator = generators.get(request.generator());
    boolean reuses = generator.isDeterministic() || (reuses(request) && !generator.isPrivate());
    return new Plan.Drawn(target, generator, reuses ? Reuse.EXISTING : Reuse.NEVER);
  }

  private Shortened choose(ShortenRequest request, Plan.Chosen plan) {
    Link link = link(request, plan.target(), LinkKey.of(plan.code()), newId());
    return switch (links.create(link, Reuse.NEVER)) {
      case Creation.Created created -> new Shortened.Created(created.link());
      case Creation.Reused reused -> new Shortened.Reused(reused.link());
      case Creation.Taken() -> taken(request, plan);
    };
  }

  /** A request repeated, as after a lost answer, gets the link that it made the first time. */
  Shortened taken(ShortenRequest request, Plan.Chosen plan) {
    Link existing = reuses(request) ? links.find(LinkKey.of(plan.code())) : null;
    return existing != null && existing.target().equals(plan.target())
        ? new Shortened.Reused(existing)
        : new Shortened.CodeTaken(plan.code());
  }

  /** The link that does instead of a new one, or null. */
  @Nullable
  Link existing(Plan.Drawn plan) {
    return plan.reuse() == Reuse.EXISTING
        ? links.findByTarget(Domain.DEFAULT, plan.target())
        : null;
  }

  private Shortened draw(ShortenRequest request, Plan.Drawn plan) {
    Link existing = existing(plan);
    if (existing != null) {
      return new Shortened.Reused(existing);
    }
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      switch (plan.generator().draw(plan.target(), attempt)) {
        case Draw.Exhausted exhausted -> {
          return new Shortened.Exhausted(exhausted.remedy());
        }
        case Draw.Drawn drawn -> {
          if (isReserved(drawn.code())) {
            continue;
          }
          Link link = link(request, plan.target(), LinkKey.of(drawn.code()), newId());
          switch (links.create(link, plan.reuse())) {
            case Creation.Created created -> {
              return new Shortened.Created(created.link());
            }
            case Creation.Reused reused -> {
              plan.generator().takeBack(drawn.code());
              return new Shortened.Reused(reused.link());
            }
            case Creation.Taken() -> {
              continue;
            }
          }
        }
      }
    }
    return new Shortened.Exhausted(IN_USE);
  }

  /** Where links are made. */
  LinkStore links() {
    return links;
  }

  boolean isReserved(Code code) {
    return rules.reserved().contains(code);
  }

  private boolean reuses(ShortenRequest request) {
    return request.reuse() == null ? rules.reuse() : request.reuse();
  }

  /** An id for a link that is made now. */
  LinkId newId() {
    return LinkId.create(clock.instant(), random);
  }

  /** The link that answers {@code request}, as old as its id. */
  Link link(ShortenRequest request, Target target, LinkKey key, LinkId id) {
    Instant made = Instant.ofEpochMilli(id.createdMillis());
    return new Link(id, key, target, request.details(), History.begin(made, request.creator()));
  }
}
