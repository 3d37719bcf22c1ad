package dev.terse.core.redirect;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A read of the store under way, for all who ask for its key meanwhile. */
final class Read {

  /** Null for a store that could not tell. */
  final CompletableFuture<@Nullable Resolution> answer = new CompletableFuture<>();

  /** Whether it is to find out if a failing store answers again. */
  final boolean probe;

  Read(boolean probe) {
    this.probe = probe;
  }
}
