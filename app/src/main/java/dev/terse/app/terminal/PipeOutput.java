package dev.terse.app.terminal;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes for a reader who may leave: once the other end of a pipe is closed the rest is dropped, for
 * who has read enough is no failure. Every other failure is thrown.
 */
final class PipeOutput extends OutputStream {
  private final OutputStream out;

  PipeOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw e;
      }
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
