package dev.terse.core.link;

/**
 * A stored link: {@code key} leads to {@code target}.
 *
 * @param id identity for the link's whole life; ids sort by time of creation
 * @param key where it is found; never changes and is never given to another link
 * @param target where it leads
 * @param details what its owner says about it
 * @param history when and by whom it was made and changed
 */
public record Link(LinkId id, LinkKey key, Target target, LinkDetails details, History history) {

  /** The same link leading elsewhere or described otherwise, with {@code next} as its history. */
  public Link changed(Target newTarget, LinkDetails newDetails, History next) {
    return new Link(id, key, newTarget, newDetails, next);
  }

  /** The code that names this link within its domain. */
  public Code code() {
    return key.code();
  }
}
