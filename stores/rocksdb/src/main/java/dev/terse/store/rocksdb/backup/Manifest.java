package dev.terse.store.rocksdb.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.store.rocksdb.disk.Column;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is in a backup: lines of words, so that people can read it too. A version that adds lines of
 * another kind gives the format another number.
 *
 * @param taken when
 * @param census what the database holds
 * @param files the SHA-256 of each, by name
 */
public record Manifest(Instant taken, Census census, Map<String, String> files) {
  private static final String FORMAT = "terse-backup 1";

  /** The text. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder(FORMAT)
        .append("\ntaken ")
        .append(taken)
        .append("\nsequence ")
        .append(census.position())
        .append("\ndamaged ")
        .append(census.damaged())
        .append('\n');
    for (Column column : Column.values()) {
      Census.Count count = census.columns().get(column);
      if (count != null) {
        text.append("column ")
            .append(column.text())
            .append(' ')
            .append(count.entries())
            .append(' ')
            .append(HexFormat.of().toHexDigits(count.checksum(), 2 * Integer.BYTES))
            .append('\n');
      }
    }
    files.forEach(
        (name, sum) -> text.append("file ").append(name).append(' ').append(sum).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  /** Reads what {@link #bytes()} made. */
  static Manifest parse(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (!text.startsWith(FORMAT + "\n")) {
      throw text.startsWith("terse-backup ")
          ? new StoreException(
              Reason.INCOMPATIBLE,
              BackupReader.READ,
              "the backup was made by a newer version of Terse: use that one")
          : BackupReader.damaged("its manifest is none");
    }
    try {
      Reading reading = new Reading();
      text.lines().skip(1).forEach(line -> reading.take(line.split(" ", -1)));
      return new Manifest(
          reading.taken,
          new Census(reading.columns, reading.damaged, reading.position),
          reading.files);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw BackupReader.damaged("its manifest makes no sense, " + e.getMessage());
    }
  }

  /** For those who know no columns. */
  public BackupFacts facts() {
    return new BackupFacts(
        taken,
        census.entries(Column.LINKS),
        census.entries(Column.TOMBSTONES),
        census.damaged(),
        census.position());
  }

  private static final class Reading {
    private final Map<Column, Census.Count> columns = new EnumMap<>(Column.class);
    private final Map<String, String> files = new LinkedHashMap<>();
    private Instant taken = Instant.EPOCH;
    private long damaged;
    private long position;

    void take(String[] words) {
      switch (words.length > 1 ? words[0] : "") {
        case "taken" -> taken = Instant.parse(words[1]);
        case "sequence" -> position = Long.parseLong(words[1]);
        case "damaged" -> damaged = Long.parseLong(words[1]);
        case "column" -> {
          require(words, 4);
          Census.Count count =
              new Census.Count(Long.parseLong(words[2]), HexFormat.fromHexDigitsToLong(words[3]));
          for (Column column : Column.values()) {
            if (column.text().equals(words[1])) {
              columns.put(column, count);
            }
          }
        }
        case "file" -> {
          require(words, 3);
          files.put(words[1], words[2]);
        }
        default -> throw new IllegalArgumentException("it has a line '" + words[0] + "'");
      }
    }

    private static void require(String[] words, int length) {
      if (words.length != length) {
        throw new IllegalArgumentException("a line '" + words[0] + "' is cut off");
      }
    }
  }
}
