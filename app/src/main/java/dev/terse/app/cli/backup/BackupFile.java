package dev.terse.app.cli.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A file that is there once it is whole and durable. Until then it has another name, ending in
 * {@code .part}, and is locked. Only its owner may read it: a backup holds secrets.
 */
final class BackupFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private boolean done;

  private BackupFile(Path file, Path part, FileChannel channel) {
    this.file = file;
    this.part = part;
    this.channel = channel;
  }

  /** The file could not be written; the message is a sentence that says what to do. */
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    Failure(Path path, IOException cause) {
      super(
          "cannot write " + path + ", " + Report.reason(cause)
              + ": see to it, or name another file",
          cause);
    }
  }

  /** Begins {@code file}, which must not exist. */
  static BackupFile begin(Path file) throws Failure {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString(), null, "it exists");
      }
      FileChannel channel = FileChannel.open(
          part,
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        lock(part, channel);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        channel.truncate(0);
        return new BackupFile(file, part, channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new Failure(file, e);
    }
  }

  private static void lock(Path part, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new FileSystemException(part.toString(), null, "this process is writing it: " + e);
    }
    throw new FileSystemException(part.toString(), null, "another process is writing it");
  }

  /** Where the contents go; {@code progress} is told how many MiB have gone. */
  OutputStream out(LongConsumer progress) {
    return new FilterOutputStream(Channels.newOutputStream(channel)) {
      private long written;

      @Override
      public void write(byte[] bytes, int from, int length) throws Failure {
        try {
          out.write(bytes, from, length);
        } catch (IOException e) {
          throw new Failure(part, e);
        }
        written += length;
        progress.accept(Report.mib(written));
      }
    };
  }

  /** What has been written. */
  InputStream written() throws IOException {
    return Files.newInputStream(part);
  }

  long size() throws IOException {
    return channel.size();
  }

  /** Makes it durable and gives it its name. */
  void finish() throws Failure {
    try {
      channel.force(true);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      done = true;
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
          entries.force(true);
        }
      }
    } catch (IOException e) {
      throw new Failure(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (!done) {
        Files.deleteIfExists(part);
      }
    }
  }
}
