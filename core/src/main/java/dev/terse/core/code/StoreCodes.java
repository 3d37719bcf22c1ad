package dev.terse.core.code;

import dev.terse.core.figure.Figure;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.space.Lengths;
import dev.terse.core.space.OrderedSpace;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Sequence.Lease;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The codes of one store: the generators that draw them, and the space of the sequential ones. Safe
 * for use by many threads.
 *
 * <p>The first start records in the store what decides which code stands at which position. Later
 * ones compare it, as long as sequential codes are the configured ones; with another generator
 * configured, {@code codes.alphabet} and {@code codes.min-length} are that one's, and requests that
 * ask for sequential codes go on in the recorded space. Until the first code is drawn, the record
 * follows the configuration. Should one node rewrite it while another draws that first code, the
 * two draw in different orders for a while: no code is given twice, since links are put if absent,
 * but some draws meet a code in use and are repeated.
 *
 * @param generators draw codes
 * @param sequential the space of the sequential ones
 * @param sequence counts the positions drawn in it
 * @param unused what this node has leased of them and not drawn; empty until it draws
 */
public record StoreCodes(
    CodeGenerators generators, OrderedSpace sequential, Sequence sequence, Supplier<Lease> unused) {

  /** Nodes that may rewrite the record before this one gives up. */
  private static final int MAX_REWRITES = 16;

  /**
   * Opens the codes of {@code store}.
   *
   * @param random cryptographically strong
   * @throws IllegalArgumentException if {@code config} would number the store's codes otherwise
   *     than they were; the message has a line for each setting, with the remedy
   */
  public static StoreCodes open(
      CodesConfig config, Store store, InstantSource clock, RandomGenerator random) {
    RecordedSpace recorded = record(config, store, random);
    OrderedSpace space = new OrderedSpace(
        new CodeSpace(recorded.alphabet(), lengths(config, recorded), config.blockedWords()),
        recorded.order(),
        recorded.key());
    SequentialCodes sequential =
        new SequentialCodes(space, store.sequence(), config, clock, Thread::startVirtualThread);
    CodeGenerators generators = new CodeGenerators(
        Map.of(
            GeneratorName.SEQUENTIAL,
            sequential,
            GeneratorName.DIGEST,
            new DigestCodes(config),
            GeneratorName.RANDOM,
            new RandomCodes(config, random)),
        config.generator());
    Lease none = new Lease(store.sequence().position(), 0);
    return new StoreCodes(generators, space, store.sequence(), () -> {
      Lease unused = sequential.unused();
      return unused.end() < none.first() ? none : unused;
    });
  }

  /** Whether {@code store} has a code space; if not, {@link #open} records the configured one. */
  public static boolean isRecorded(Store store) {
    return store.settings().find(RecordedSpace.SETTING) != null;
  }

  /** Whether both stores give the same codes in the same order. */
  public static boolean areOfOneSpace(Store one, Store other) {
    String space = one.settings().find(RecordedSpace.SETTING);
    return space != null && space.equals(other.settings().find(RecordedSpace.SETTING));
  }

  /** How many sequential codes are left; leased ones count as given. */
  public long left() {
    return sequential.codesLeft(sequence.position());
  }

  /** How the space of sequential codes fares, as far as this node knows. Never asks the store. */
  public List<Figure> figures() {
    Lease lease = unused.get();
    CodeSpace space = sequential.space();
    long last = Math.min(lease.first(), space.positions() - 1);
    return List.of(
        Figure.level(
            "code_lease_left", lease.size(), "Leased numbers that this node has not drawn."),
        Figure.level("codes_left", sequential.codesLeft(lease.first()), "Codes not drawn yet."),
        Figure.level("codes_capacity", space.capacity(), "All codes of the space."),
        length("next", space.tierOf(last).length()),
        length("shortest", space.lengths().min()),
        length("longest", space.lengths().max()));
  }

  private static Figure length(String of, int characters) {
    return Figure.level("code_length", characters, "Characters of sequential codes.")
        .with("of", of);
  }

  private static Lengths lengths(CodesConfig config, RecordedSpace recorded) {
    int max = config.lengths(GeneratorName.SEQUENTIAL).max();
    return new Lengths(recorded.minLength(), Math.max(recorded.minLength(), max));
  }

  private static RecordedSpace record(CodesConfig config, Store store, RandomGenerator random) {
    SettingStore settings = store.settings();
    String wanted = RecordedSpace.of(config, random).text();
    List<String> conflicts = List.of();
    for (int i = 0; i < MAX_REWRITES; i++) {
      String text = settings.putIfAbsent(RecordedSpace.SETTING, wanted);
      RecordedSpace recorded = RecordedSpace.parse(text);
      conflicts = recorded.conflicts(config);
      if (conflicts.isEmpty() || config.generator() != GeneratorName.SEQUENTIAL) {
        return recorded;
      }
      if (store.sequence().position() > 0) {
        break;
      }
      settings.replace(RecordedSpace.SETTING, text, recorded.rewritten(config).text());
    }
    throw new IllegalArgumentException(String.join("\n", conflicts));
  }
}
