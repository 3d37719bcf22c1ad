package dev.terse.core.code;

import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.space.ShuffleKey;
import dev.terse.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What decides which code stands at which position, as the store keeps it for all nodes and all
 * later starts. All of it is one setting, so that nodes starting together agree on all of it.
 */
record RecordedSpace(Alphabet alphabet, int minLength, CodeOrder order, ShuffleKey key) {

  /** The setting's name. */
  static final String SETTING = "codes.space";

  private static final String VERSION = "1";

  /** What {@code config} asks for, with a new key if it has no secret. */
  static RecordedSpace of(CodesConfig config, RandomGenerator random) {
    return of(config, ShuffleKey.create(random));
  }

  /** Reads what {@link #text()} wrote. */
  static RecordedSpace parse(String text) {
    String[] parts = text.split(" ", -1);
    CodeOrder order = parts.length == 5 ? CodeOrder.of(parts[1]) : null;
    if (order == null || !parts[0].equals(VERSION)) {
      throw new StoreException(
          StoreException.Reason.INCOMPATIBLE,
          "settings.find",
          SETTING + " was written by another version: start that one");
    }
    return new RecordedSpace(
        new Alphabet(parts[3]), Integer.parseInt(parts[2]), order, new ShuffleKey(parts[4]));
  }

  /** How it is kept. */
  String text() {
    return String.join(
        " ", VERSION, order.text(), Integer.toString(minLength), alphabet.characters(), key.hex());
  }

  /** What {@code config} asks for, with the recorded key if it has no secret. */
  RecordedSpace rewritten(CodesConfig config) {
    return of(config, key);
  }

  /** A sentence for each setting of {@code config} that would number the codes otherwise. */
  List<String> conflicts(CodesConfig config) {
    RecordedSpace wanted = rewritten(config);
    List<String> conflicts = new ArrayList<>();
    if (!wanted.alphabet.equals(alphabet)) {
      conflicts.add(conflict("codes.alphabet", alphabet.characters()));
    }
    if (wanted.minLength != minLength) {
      conflicts.add(conflict("codes.min-length", Integer.toString(minLength)));
    }
    if (wanted.order != order) {
      conflicts.add(conflict("codes.order", order.text()));
    } else if (order == CodeOrder.SHUFFLED && !wanted.key.equals(key)) {
      conflicts.add("codes.secret is another than the one this store's codes were drawn with:"
          + " set it back, or remove it, or start a new store");
    }
    return conflicts;
  }

  private static RecordedSpace of(CodesConfig config, ShuffleKey unlessSecret) {
    return new RecordedSpace(
        config.alphabet(),
        config.lengths(GeneratorName.SEQUENTIAL).min(),
        config.order(),
        config.secret() == null ? unlessSecret : ShuffleKey.of(config.secret()));
  }

  private static String conflict(String key, String recorded) {
    return key + " was " + recorded + " when this store's first codes were drawn, and codes could"
        + " be drawn twice if it changed: set it back, or start a new store";
  }
}
