package dev.terse.e2e.fresh;

/** Two nodes on one store: links are changed on one and followed on the other. Thread-safe. */
interface Pair extends AutoCloseable {

  /** What {@link #follow} returns for a link that is gone. */
  String GONE = "";

  /** Makes a link on the one node. */
  void make(String code, String target);

  /** Changes the target of a link of {@link #make}, once; returns when that is acknowledged. */
  void edit(String code, String target);

  /** Deletes a link; returns when that is acknowledged. */
  void takeDown(String code);

  /** Where the other node says that {@code code} leads. */
  String follow(String code);

  /**
   * How often the other node could not read a link in time, and said what it remembered: it may, as
   * long as the store is late.
   */
  long late();

  /** How many milliseconds lie between two times that a busy link is followed. */
  int followEvery();

  @Override
  void close();
}
