package dev.terse.core.shorten;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Change;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes links that exist. Safe for use by many threads; each call may block on the store. */
public final class LinkEditor {

  /** Changes made by others that one edit without a version reads again after, before giving up. */
  private static final int MAX_ATTEMPTS = 16;

  private final LinkStore links;
  private final TargetPolicy targets;
  private final InstantSource clock;

  /** Changes links in {@code links} to targets that {@code targets} allows. */
  public LinkEditor(LinkStore links, TargetPolicy targets, InstantSource clock) {
    this.links = links;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * What shall change.
   *
   * @param target where the link shall lead, as sent, or null to leave it
   * @param details makes the new details of the present ones
   */
  public record Edit(@Nullable String target, UnaryOperator<LinkDetails> details) {}

  /**
   * Applies {@code edit} to the link at {@code key}; if that changes nothing, the link keeps its
   * version.
   *
   * @param version only if the link has this version; empty for whichever it has
   */
  public Edited edit(LinkKey key, Edit edit, OptionalLong version) {
    Target target = null;
    if (edit.target() != null) {
      switch (targets.judge(edit.target())) {
        case Parsed.Invalid<Target> invalid -> {
          return new Edited.InvalidTarget(invalid.reason());
        }
        case Parsed.Valid<Target> valid -> target = valid.value();
      }
    }
    for (int attempt = 1; ; attempt++) {
      Link current = links.find(key);
      if (current == null) {
        return new Edited.Missing();
      }
      if (version.isPresent() && version.getAsLong() != current.history().version()) {
        return new Edited.Stale(current);
      }
      Link changed = changed(current, target, edit);
      if (changed.equals(current)) {
        return new Edited.Done(current);
      }
      switch (links.replace(changed)) {
        case Change.Done done -> {
          return new Edited.Done(done.link());
        }
        case Change.Missing() -> {
          return new Edited.Missing();
        }
        case Change.Stale stale -> {
          if (version.isPresent() || attempt == MAX_ATTEMPTS) {
            return new Edited.Stale(stale.current());
          }
        }
      }
    }
  }

  private Link changed(Link current, @Nullable Target target, Edit edit) {
    Target newTarget = target == null ? current.target() : target;
    LinkDetails newDetails = edit.details().apply(current.details());
    return newTarget.equals(current.target()) && newDetails.equals(current.details())
        ? current
        : current.changed(newTarget, newDetails, current.history().next(clock.instant()));
  }
}
