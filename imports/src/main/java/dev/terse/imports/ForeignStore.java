package dev.terse.imports;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What another shortener has stored. It is only read. Used by one thread. */
public interface ForeignStore extends AutoCloseable {

  /**
   * Shows {@code reader} everything; little is in memory at a time, and a reader that takes its
   * time is waited for. A link may be shown twice.
   *
   * @throws ForeignStoreException if the store cannot be read to its end
   */
  void read(Consumer<Found> reader);

  /** The last code that it drew from a pool in order, or null if it knows no such thing. */
  @Nullable
  String lastDrawn();

  /** Lets go of it. */
  @Override
  void close();
}
