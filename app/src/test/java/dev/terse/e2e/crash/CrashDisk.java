package dev.terse.e2e.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A disk to which recorded steps are done, and which can lose its power after any of them. It
 * promises what POSIX does and no more: a file's bytes are there once the file was synced, its name
 * once the directory was; what was not synced may be there in part. The changes of one directory
 * are kept in their order, as file systems with a journal do; two directories know nothing of each
 * other.
 */
final class CrashDisk {
  private static final Loss.Kind[] KINDS = Loss.Kind.values();

  private final Path root;
  private final Node.Directory top = new Node.Directory();
  private int steps;

  /** A disk whose top directory is called {@code root}, and is empty. */
  CrashDisk(Path root) {
    this.root = root;
  }

  /** Does {@code step}. */
  void apply(Step step) {
    int number = steps++;
    switch (step) {
      case Step.Create(Path path) -> name(number, path, new Node.File());
      case Step.MakeDirectory(Path path) -> name(number, path, new Node.Directory());
      case Step.Remove(Path path) -> name(number, path, null);
      case Step.Write(Path path, long offset, byte[] bytes) ->
        file(path).write(number, offset, bytes);
      case Step.Resize(Path path, long size) -> file(path).resize(number, size);
      case Step.Sync(Path path, int done) -> find(path).sync(done);
      case Step.Rename(Path from, Path to) -> rename(number, from, to);
    }
  }

  /** Puts what a power cut at this moment may leave into {@code target}; says how it was. */
  String crash(Path target, Random random) throws IOException {
    boolean mixed = random.nextInt(3) == 0;
    Loss loss = new Loss(KINDS[random.nextInt(KINDS.length)], random);
    write(top, target, loss, mixed);
    return (mixed ? "mixed" : loss.kind().toString()) + " after step " + steps;
  }

  private static void write(Node.Directory directory, Path target, Loss loss, boolean mixed)
      throws IOException {
    Files.createDirectories(target);
    for (Map.Entry<String, Node> entry : directory.survive(vary(loss, mixed)).entrySet()) {
      Path path = target.resolve(entry.getKey());
      switch (entry.getValue()) {
        case Node.File file -> Files.write(path, file.survive(vary(loss, mixed)));
        case Node.Directory below -> write(below, path, loss, mixed);
      }
    }
  }

  private static Loss vary(Loss loss, boolean mixed) {
    Random random = loss.random();
    return mixed ? new Loss(KINDS[random.nextInt(KINDS.length)], random) : loss;
  }

  private void rename(int number, Path from, Path to) {
    if (!parent(from).equals(parent(to))) {
      throw new AssertionError("a name changes its directory: " + from + " to " + to);
    }
    Map<String, @Nullable Node> names = new HashMap<>();
    names.put(nameOf(from), null);
    names.put(nameOf(to), find(from));
    directory(parent(from)).change(number, names);
  }

  private void name(int number, Path path, @Nullable Node node) {
    directory(parent(path)).change(number, Collections.singletonMap(nameOf(path), node));
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }

  private Node.File file(Path path) {
    return (Node.File) find(path);
  }

  private Node.Directory directory(Path path) {
    return (Node.Directory) find(path);
  }

  private Node find(Path path) {
    Node node = top;
    if (!path.equals(root)) {
      for (Path name : root.relativize(path)) {
        node = Objects.requireNonNull(((Node.Directory) node).get(name.toString()), path::toString);
      }
    }
    return node;
  }
}
