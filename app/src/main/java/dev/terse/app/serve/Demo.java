package dev.terse.app.serve;

import dev.terse.app.config.Config;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.store.StoreUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place for a store that is gone when the process is, however that ends.
 *
 * <p>A shell reads from a pipe that only this process holds open for writing. When the process
 * ends, even by kill -9, the kernel closes the pipe, the shell reads its end and deletes the
 * directory. What survives because the shell was killed as well, or the machine stopped, is deleted
 * by the next demo: the directory of a demo that runs is locked, and the kernel lets go of that
 * lock too.
 */
final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final String NAME = "terse-demo-";
  private static final String LOCK = "lock";

  private final Path directory;
  private final FileLock lock;
  private final Process watcher;

  private Demo(Path directory, FileLock lock, Process watcher) {
    this.directory = directory;
    this.lock = lock;
    this.watcher = watcher;
  }

  /** A link to try. */
  record Sample(String code, String target) {}

  /** Makes the place below {@code temporary}, and deletes what earlier demos left there. */
  static Demo open(Path temporary) {
    try {
      deleteLeftovers(temporary);
      Path directory = Files.createTempDirectory(temporary, NAME);
      FileLock lock = lock(directory);
      if (lock == null) {
        throw new IOException(directory + " is locked by somebody else");
      }
      return new Demo(directory, lock, watch(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("no demo is possible in " + temporary, e);
    }
  }

  /** {@code config} with its store in this place. */
  Config in(Config config) {
    return config.withStore(new StoreUrl("rocksdb", directory.resolve("store").toString()));
  }

  /** Makes a few links in {@code app}. */
  List<Sample> fill(App app) {
    List<Sample> samples = new ArrayList<>();
    for (ShortenRequest request : List.of(
        ShortenRequest.of("https://www.rfc-editor.org/rfc/rfc9110").withCode("http"),
        ShortenRequest.of("https://en.wikipedia.org/wiki/URL_shortening").withCode("why/short"),
        ShortenRequest.of("https://url.spec.whatwg.org/"))) {
      switch (app.shortener().shorten(request)) {
        case Shortened.Created created ->
          samples.add(
              new Sample(created.link().code().value(), created.link().target().value()));
        case Shortened.Reused reused ->
          samples.add(
              new Sample(reused.link().code().value(), reused.link().target().value()));
        case Shortened.CodeTaken _,
            Shortened.InvalidCode _,
            Shortened.InvalidTarget _,
            Shortened.Exhausted _ ->
          LOG.info("this configuration does not allow {}", request.target());
      }
    }
    return samples;
  }

  /** Deletes everything; the store must be closed. */
  @Override
  public void close() {
    try {
      delete(directory);
      lock.channel().close();
      watcher.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }

  /** Signals of a terminal go to the whole process group, so the shell must not mind them. */
  private static Process watch(Path directory) throws IOException {
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "trap '' HUP INT TERM; cat >/dev/null; rm -rf -- \"$1\"",
            "terse-demo",
            directory.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void deleteLeftovers(Path temporary) throws IOException {
    List<Path> directories;
    try (Stream<Path> files = Files.list(temporary)) {
      directories =
          files.filter(file -> file.getFileName().toString().startsWith(NAME)).toList();
    }
    for (Path directory : directories) {
      FileLock lock = lock(directory);
      if (lock != null) {
        delete(directory);
        lock.channel().close();
      }
    }
  }

  /** The lock of a demo's directory, or null if it is held, or nobody's but another user's. */
  private static @Nullable FileLock lock(Path directory) throws IOException {
    if (!Files.isWritable(directory)) {
      return null;
    }
    FileChannel channel = FileChannel.open(
        directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
    }
    return lock;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
