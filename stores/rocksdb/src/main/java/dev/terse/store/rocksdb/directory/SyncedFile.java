package dev.terse.store.rocksdb.directory;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/** A file whose contents are on disk once it is closed. */
final class SyncedFile extends FilterOutputStream {
  private final FileChannel channel;

  SyncedFile(OutputStream out, FileChannel channel) {
    super(out);
    this.channel = channel;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.force(true);
    }
  }
}
