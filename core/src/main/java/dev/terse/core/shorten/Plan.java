package dev.terse.core.shorten;

import dev.terse.core.code.CodeGenerator;
import dev.terse.core.link.Code;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Reuse;

/** How a request is to become a link, before the store is asked. */
sealed interface Plan {

  /** Not at all. */
  record Refused(Shortened because) implements Plan {}

  /** Somehow. */
  sealed interface Possible extends Plan {
    /** Where the link leads. */
    Target target();

    /** Whether a link that already leads there does as well. */
    Reuse reuse();
  }

  /** At the code that was chosen. */
  record Chosen(Target target, Code code) implements Possible {
    @Override
    public Reuse reuse() {
      return Reuse.NEVER;
    }
  }

  /** At a code that {@code generator} draws. */
  record Drawn(Target target, CodeGenerator generator, Reuse reuse) implements Possible {}
}
