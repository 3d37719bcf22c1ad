package dev.terse.core.adopt;

import dev.terse.core.code.ReservedCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Stores single links of another shortener. Doing it again changes nothing. Safe for use by many
 * threads.
 *
 * @param links where they are stored
 * @param targets which targets may be
 * @param reserved which codes may not
 * @param random tells apart ids of the same millisecond
 */
record Adopter(
    LinkStore links, TargetPolicy targets, ReservedCodes reserved, RandomGenerator random) {

  Adopted adopt(String code, String target, Instant created) {
    return switch (Code.parse(code)) {
      case Parsed.Invalid<Code> invalid -> new Adopted.Refused("the code " + invalid.reason());
      case Parsed.Valid<Code> valid ->
        reserved.contains(valid.value())
            ? new Adopted.Refused("the code is a path of Terse's own")
            : adopt(valid.value(), target, created);
    };
  }

  private Adopted adopt(Code code, String text, Instant created) {
    return switch (targets.judge(text)) {
      case Parsed.Invalid<Target> invalid -> new Adopted.Refused("the target " + invalid.reason());
      case Parsed.Valid<Target> valid -> store(code, valid.value(), created);
    };
  }

  private Adopted store(Code code, Target target, Instant created) {
    Link link = new Link(
        LinkId.create(created, random),
        LinkKey.of(code),
        target,
        LinkDetails.NONE,
        History.begin(created, null));
    if (links.create(link, Reuse.NEVER) instanceof Creation.Created) {
      return new Adopted.Made(link);
    }
    Link present = links.find(link.key());
    if (present == null) {
      return new Adopted.Conflict("was deleted here, and stays so");
    }
    return present.target().equals(target)
        ? new Adopted.Present(present)
        : new Adopted.Conflict("leads to " + present.target() + " here, and stays so");
  }
}
