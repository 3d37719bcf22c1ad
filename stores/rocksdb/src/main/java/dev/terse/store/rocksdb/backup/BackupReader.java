package dev.terse.store.rocksdb.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Reads one backup to its end. No byte may be other than it was written: contents are held against
 * the manifest, the manifest against its seal, and all between has one spelling. Used by one
 * thread.
 */
public final class BackupReader {
  /** The name of the operation in errors. */
  static final String READ = "backup.read";

  private static final int MAX_MANIFEST = 64 << 20;
  private static final int COPY_BYTES = 256 << 10;
  private static final Pattern FILE = Pattern.compile("db/[A-Za-z0-9][A-Za-z0-9_.-]*");

  private final InputStream in;
  private final Sink sink;
  private final LongConsumer progress;
  private final Map<String, String> sums = new LinkedHashMap<>();
  private final byte[] buffer = new byte[COPY_BYTES];
  private long at;

  private BackupReader(InputStream in, Sink sink, LongConsumer progress) {
    this.in = in;
    this.sink = sink;
    this.progress = progress;
  }

  /** Takes the files that are in a backup. */
  @FunctionalInterface
  public interface Sink {
    /** Where the file {@code name} goes. */
    OutputStream file(String name) throws IOException;
  }

  /**
   * Reads a backup and returns only if it is whole.
   *
   * @param progress told how many bytes have been read
   * @throws StoreException if it is damaged, cut off, or no backup
   * @throws IOException if {@code in} or {@code sink} does
   */
  public static Manifest read(InputStream in, Sink sink, LongConsumer progress) throws IOException {
    return new BackupReader(in, sink, progress).read();
  }

  static StoreException damaged(String how) {
    return new StoreException(
        Reason.CORRUPT, READ, "the backup is damaged: " + how + "; take another backup");
  }

  private Manifest read() throws IOException {
    while (true) {
      TarHeader header = header();
      String name = header.name();
      if (name.equals(BackupWriter.MANIFEST)) {
        return readEnd(header);
      }
      if (FILE.matcher(name).matches() && !sums.containsKey(name)) {
        readFile(header);
      } else if (!name.equals(BackupWriter.WAIT) || header.size() > 0) {
        throw damaged("it has a file " + name + " that does not belong there");
      }
    }
  }

  private TarHeader header() throws IOException {
    long start = at;
    TarHeader header = TarHeader.parse(exactly(TarHeader.BLOCK));
    if (header == null) {
      throw start == 0 ? noBackup() : damaged("what is at byte " + start + " is no file's head");
    }
    return header;
  }

  private void readFile(TarHeader header) throws IOException {
    MessageDigest digest = BackupWriter.sha256();
    String name = header.name().substring(BackupWriter.FOLDER.length());
    try (OutputStream out = sink.file(name)) {
      for (long left = header.size(); left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw cutOff();
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        left -= read;
        at += read;
        progress.accept(at);
      }
    }
    zeros(header.padding());
    sums.put(header.name(), HexFormat.of().formatHex(digest.digest()));
  }

  private Manifest readEnd(TarHeader header) throws IOException {
    if (header.size() > MAX_MANIFEST) {
      throw damaged("its manifest is too long");
    }
    byte[] text = exactly((int) header.size());
    zeros(header.padding());
    String sum = HexFormat.of().formatHex(BackupWriter.sha256().digest(text));
    TarHeader seal = header();
    if (!seal.equals(new TarHeader(BackupWriter.SEAL, sum.length()))
        || !new String(exactly(sum.length()), US_ASCII).equals(sum)) {
      throw damaged("its manifest is not what was written");
    }
    zeros(seal.padding() + BackupWriter.END_BLOCKS * TarHeader.BLOCK);
    if (in.read() >= 0) {
      throw damaged("something follows its end, at byte " + at);
    }
    Manifest manifest = Manifest.parse(text);
    compare(manifest.files());
    return manifest;
  }

  private void compare(Map<String, String> wanted) {
    List<String> wrong = new ArrayList<>();
    wanted.forEach((name, sum) -> {
      if (!sum.equals(sums.remove(name))) {
        wrong.add(name);
      }
    });
    wrong.addAll(sums.keySet());
    if (!wrong.isEmpty()) {
      throw damaged("not as it was written is " + String.join(", ", wrong));
    }
  }

  private void zeros(int count) throws IOException {
    long start = at;
    for (byte b : exactly(count)) {
      if (b != 0) {
        throw damaged("what is at byte " + start + " should be zeros");
      }
    }
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    at += bytes.length;
    if (bytes.length < count) {
      throw at < TarHeader.BLOCK ? noBackup() : cutOff();
    }
    return bytes;
  }

  private static StoreException noBackup() {
    return new StoreException(
        Reason.INCOMPATIBLE, READ, "this is no backup of Terse's: see how it is spelt");
  }

  private StoreException cutOff() {
    return damaged("it ends too early, at byte " + at);
  }
}
