package dev.terse.core.store;

/**
 * What a backend can do.
 *
 * @param backend its name for people, with the version where it has one: "RocksDB 11.8.1"
 * @param durability when an acknowledged link survives
 * @param shared whether other nodes may change the same store
 * @param pushesChanges whether {@link Store#onChange} also tells, soon, what other nodes change
 * @param searchesText whether {@link LinkStore.Query#text()} may be other than blank
 */
public record StoreTraits(
    String backend,
    Durability durability,
    boolean shared,
    boolean pushesChanges,
    boolean searchesText) {

  /** When something acknowledged survives. */
  public enum Durability {
    /** A power cut: it was synced to disk, or to a majority, before it was acknowledged. */
    POWER_CUT,
    /** A crash of the process, not one of the machine. */
    PROCESS_CRASH,
    /** Neither. */
    MEMORY
  }
}
