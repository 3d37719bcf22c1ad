package dev.terse.store.rocksdb.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one backup, file after file. Used by one thread. */
final class BackupWriter {
  /** The folder of the database's files. */
  static final String FOLDER = "db/";

  static final String MANIFEST = "manifest";
  static final String SEAL = "manifest.sha256";

  /** An empty file that says that more will come. */
  static final String WAIT = "wait";

  /** Blocks of zeros at the end of a tar archive. */
  static final int END_BLOCKS = 2;

  private static final int COPY_BYTES = 256 << 10;
  private static final byte[] NOTHING = {};

  private final OutputStream out;
  private final Map<String, String> sums = new LinkedHashMap<>();

  BackupWriter(OutputStream out) {
    this.out = out;
  }

  /** SHA-256, which every Java platform has. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Adds the database's file {@code file}. */
  void add(Path file) throws IOException {
    TarHeader header = new TarHeader(FOLDER + file.getFileName(), Files.size(file));
    MessageDigest digest = sha256();
    out.write(header.bytes());
    long left = header.size();
    byte[] buffer = new byte[COPY_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(file + " became shorter");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    out.write(new byte[header.padding()]);
    sums.put(header.name(), HexFormat.of().formatHex(digest.digest()));
  }

  /** Tells the reader that more will come. */
  void sayWait() throws IOException {
    add(WAIT, NOTHING);
    out.flush();
  }

  /** The SHA-256 of each file, by name. */
  Map<String, String> sums() {
    return sums;
  }

  /** Adds the manifest, and what makes it a whole backup. */
  void finish(Manifest manifest) throws IOException {
    byte[] text = manifest.bytes();
    add(MANIFEST, text);
    add(SEAL, HexFormat.of().formatHex(sha256().digest(text)).getBytes(US_ASCII));
    out.write(new byte[END_BLOCKS * TarHeader.BLOCK]);
    out.flush();
  }

  private void add(String name, byte[] contents) throws IOException {
    TarHeader header = new TarHeader(name, contents.length);
    out.write(header.bytes());
    out.write(contents);
    out.write(new byte[header.padding()]);
  }
}
