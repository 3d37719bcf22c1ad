package dev.terse.store.rocksdb.disk;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB's native part, loaded without a trace: from {@code java.library.path} if it lies there.
 *
 * <p>Else RocksDB's own loader unpacks 17 MB into the temporary directory and deletes them when the
 * process exits, so each kill -9 leaves a copy behind. A library that is loaded needs its file no
 * more: ours is deleted at once.
 */
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

  /** What the file is called in RocksDB's jar, and on the library path. */
  private static final String PACKED = Environment.getJniLibraryFileName("rocksdb");

  /** What RocksDB looks for in a directory that it is given. */
  private static final String UNPACKED = Environment.getJniLibraryFileName("rocksdbjni");

  private static boolean loaded;

  private NativeLibrary() {}

  /** Loads it, once for the process; falls back on RocksDB's own loader. */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    if (!liesReady()) {
      unpackAndLoad();
    }
    RocksDB.loadLibrary();
    loaded = true;
  }

  private static boolean liesReady() {
    return Stream.of(System.getProperty("java.library.path", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isReadable(Path.of(directory, PACKED)));
  }

  private static void unpackAndLoad() {
    try (InputStream library = RocksDB.class.getResourceAsStream("/" + PACKED)) {
      if (library != null) {
        unpackAndLoad(library);
      }
    } catch (IOException e) {
      LOG.warn("cannot unpack RocksDB's library: {}", e.toString());
    }
  }

  private static void unpackAndLoad(InputStream library) throws IOException {
    Path directory = Files.createTempDirectory("terse-rocksdb-");
    Path file = directory.resolve(UNPACKED);
    try {
      Files.copy(library, file);
      RocksDB.loadLibrary(List.of(directory.toString()));
    } catch (UnsatisfiedLinkError e) {
      LOG.warn("cannot load {}: {}", file, e.getMessage());
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    }
  }
}
