package dev.terse.e2e.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file or a directory on a disk that loses its power: what is durable, and what is not yet. */
sealed interface Node {

  /** Makes durable what was done before the step {@code done}. */
  void sync(int done);

  /** A file. */
  final class File implements Node {
    private byte[] durable = {};
    private final List<Edit> pending = new ArrayList<>();

    /** Bytes at an offset, or if there are none, a new size. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Edit(int step, long offset, byte @Nullable [] bytes) {}

    void write(int step, long offset, byte[] bytes) {
      pending.add(new Edit(step, offset, bytes));
    }

    void resize(int step, long size) {
      pending.add(new Edit(step, size, null));
    }

    @Override
    public void sync(int done) {
      List<Edit> old = pending.stream().filter(change -> change.step < done).toList();
      if (!old.isEmpty()) {
        durable = after(old, Loss.NOTHING);
        pending.removeAll(old);
      }
    }

    /** What a crash leaves of it. */
    byte[] survive(Loss loss) {
      int kept = loss.kept(pending.size());
      return after(pending.subList(0, kept), loss);
    }

    private byte[] after(List<Edit> changes, Loss loss) {
      byte[] content = durable;
      for (int i = 0; i < changes.size(); i++) {
        Edit change = changes.get(i);
        byte[] bytes = change.bytes;
        if (bytes == null) {
          content = Arrays.copyOf(content, Math.toIntExact(change.offset));
        } else {
          Loss own = i == changes.size() - 1 ? loss : loss.ofEarlier();
          content = own.write(content, Math.toIntExact(change.offset), bytes);
        }
      }
      return content;
    }
  }

  /** A directory. */
  final class Directory implements Node {
    private final Map<String, Node> live = new HashMap<>();
    private final Map<String, Node> durable = new HashMap<>();
    private final List<Naming> pending = new ArrayList<>();

    /** Some names that come or, with null, go at once. */
    private record Naming(int step, Map<String, @Nullable Node> names) {}

    @Nullable
    Node get(String name) {
      return live.get(name);
    }

    void change(int step, Map<String, @Nullable Node> names) {
      apply(names, live);
      pending.add(new Naming(step, names));
    }

    @Override
    public void sync(int done) {
      pending.stream()
          .filter(change -> change.step < done)
          .forEach(change -> apply(change.names, durable));
      pending.removeIf(change -> change.step < done);
    }

    /** The names that a crash leaves. */
    Map<String, Node> survive(Loss loss) {
      Map<String, Node> names = new HashMap<>(durable);
      pending.subList(0, loss.kept(pending.size())).forEach(change -> apply(change.names, names));
      return names;
    }

    private static void apply(Map<String, @Nullable Node> change, Map<String, Node> names) {
      change.forEach((name, node) -> {
        if (node == null) {
          names.remove(name);
        } else {
          names.put(name, node);
        }
      });
    }
  }
}
