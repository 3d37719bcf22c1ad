package dev.terse.e2e.power;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk with an ext4 file system in a file, whose power can be cut.
 *
 * <p>A cut is ext4's own shutdown without a flush of its journal: from that moment the file system
 * sends nothing to the disk, and syncs fail. The loop device writes to the file directly, so the
 * file holds what reached the disk and no more; the page cache of the mounted file system, where
 * everything unsynced is, dies with the unmounting. Mounting again replays the journal.
 */
public final class LoopDisk implements AutoCloseable {
  private final Path image;
  private final Path mountPoint;
  private String device;

  private LoopDisk(Path image, Path mountPoint, String device) {
    this.image = image;
    this.mountPoint = mountPoint;
    this.device = device;
  }

  /** A new disk of {@code megabytes}, mounted below {@code directory}. */
  public static LoopDisk create(Path directory, int megabytes) throws IOException {
    Path image = directory.resolve("disk.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) megabytes << 20);
    }
    Shell.run("mkfs.ext4", "-q", "-F", image.toString());
    LoopDisk disk = new LoopDisk(image, Files.createDirectory(directory.resolve("disk")), "");
    disk.mount();
    return disk;
  }

  /** Where it is mounted. */
  public Path path() {
    return mountPoint;
  }

  /** Mounts it; what the journal holds is replayed. */
  public void mount() throws IOException {
    device = Shell.run("losetup", "--find", "--show", "--direct-io=on", image.toString());
    Shell.run("mount", "-t", "ext4", device, mountPoint.toString());
  }

  /** Cuts the power: nothing more reaches the disk. */
  public void cut() {
    Ioctl.shutDown(mountPoint);
  }

  /** Unmounts it. Nobody may have a file open there. */
  public void unmount() throws IOException {
    Shell.run("umount", mountPoint.toString());
    Shell.run("losetup", "--detach", device);
    device = "";
  }

  @Override
  public void close() throws IOException {
    if (!device.isEmpty()) {
      unmount();
    }
    Files.delete(image);
  }
}
