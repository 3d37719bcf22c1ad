package dev.terse.store.rocksdb.tail;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ends of a database's logs before it is opened. RocksDB by itself refuses a tail of which some
 * pages were written and some not, and skips damage that makes the rest of a log unreadable; so
 * damage is refused before it opens, and a tear is cut off if it will not open.
 */
public final class Tails {
  private static final Logger LOG = LoggerFactory.getLogger(Tails.class);
  private static final String OPEN = "store.open";

  private final Map<Path, Verdict.Torn> torn = new HashMap<>();

  private Tails() {}

  /** Reads the logs in {@code db}; throws if one is damaged. Changes nothing. */
  public static Tails read(Path db) throws IOException {
    Tails tails = new Tails();
    for (Path log : logs(db)) {
      switch (judge(log)) {
        case Verdict.Whole _ -> {}
        case Verdict.Torn tear -> tails.torn.put(log, tear);
        case Verdict.Damaged(long at) ->
          throw new StoreException(
              Reason.CORRUPT,
              OPEN,
              log + " is damaged at byte " + at + ", where acknowledged changes may be: restore it"
                  + " from a backup");
      }
    }
    return tails;
  }

  /**
   * Cuts off what is torn and tells whether anything was. To be called when RocksDB, which locks
   * the database first, has refused to open it as damaged: so no process is writing to these logs.
   */
  public boolean mend() throws IOException {
    boolean mended = false;
    for (Map.Entry<Path, Verdict.Torn> log : torn.entrySet()) {
      try (FileChannel file =
          FileChannel.open(log.getKey(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        if (LogReader.judge(file).equals(log.getValue())) {
          long end = log.getValue().end();
          LOG.warn(
              "{}: its last {} bytes are a batch that a crash tore before anybody was told of it,"
                  + " and are cut off",
              log.getKey(),
              file.size() - end);
          file.truncate(end);
          file.force(true);
          mended = true;
        }
      }
    }
    return mended;
  }

  private static Verdict judge(Path log) throws IOException {
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
      return LogReader.judge(file);
    } catch (NoSuchFileException e) {
      // Whoever has the database open has just deleted it; we will be told that it is locked.
      return new Verdict.Whole();
    }
  }

  /** The write-ahead logs and the manifest in use. */
  private static List<Path> logs(Path db) throws IOException {
    Path current = db.resolve("CURRENT");
    String manifest = Files.exists(current) ? Files.readString(current).strip() : "";
    try (Stream<Path> files = Files.list(db)) {
      return files
          .filter(file -> {
            String name = file.getFileName().toString();
            return name.endsWith(".log") || name.equals(manifest);
          })
          .toList();
    }
  }
}
