package dev.terse.e2e.crash;

import java.nio.file.Path;

/** One thing that a process did to files, in the order in which it was done. */
sealed interface Step {
  /** A file came to be, and is empty. */
  record Create(Path path) implements Step {}

  /** A directory came to be. */
  record MakeDirectory(Path path) implements Step {}

  /** Bytes were written. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Write(Path path, long offset, byte[] bytes) implements Step {}

  /** A file was cut or stretched to a size. */
  record Resize(Path path, long size) implements Step {}

  /** A file took another's name, or a free one. */
  record Rename(Path from, Path to) implements Step {}

  /** A file's or an empty directory's name went. */
  record Remove(Path path) implements Step {}

  /** A file's bytes or a directory's names were synced, as they were after {@code done} steps. */
  record Sync(Path path, int done) implements Step {}
}
