package dev.terse.store.rocksdb.directory;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk has room for more. Asked before each batch, so that writing stops while the disk
 * is only nearly full and goes on by itself when there is room again; a write that fails for want
 * of room stops the store until it is opened anew.
 */
public final class Room {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);

  /** A small disk keeps this part free, if that is less than the reserve. */
  private static final int SMALL_DISK_PART = 4;

  private final FileStore disk;
  private final long reserve;

  private Room(FileStore disk, long reserve) {
    this.disk = disk;
    this.reserve = reserve;
  }

  /** The room on the disk of {@code directory}, of which {@code reserved} bytes stay free. */
  static Room of(Path directory, long reserved) throws IOException {
    FileStore disk = Files.getFileStore(directory);
    return new Room(disk, Math.min(reserved, disk.getTotalSpace() / SMALL_DISK_PART));
  }

  /** Whether a batch may be written. A disk that cannot tell will say so when it is written. */
  public boolean isLeft() {
    try {
      return reserve == 0 || disk.getUsableSpace() > reserve;
    } catch (IOException e) {
      LOG.warn("cannot tell how much room is left on {}", disk, e);
      return true;
    }
  }

  /** How many bytes there is room for, or NaN if the disk cannot tell. */
  public double left() {
    try {
      return disk.getUsableSpace();
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** How many bytes stay free. */
  public long reserve() {
    return reserve;
  }

  /** What to tell those who are refused. */
  public String refusal() {
    return "less than " + (reserve >> 20) + " MiB are free on " + disk + ": make room";
  }
}
