package dev.terse.core.tier;

import dev.terse.core.figure.Figure;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.forward.ForwardingStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store with a look-aside tier in front: {@link LinkStore#find} looks there first, all else goes
 * to the store. Whatever becomes of the tier, answers stay right as docs/decisions/0079 promises;
 * every node that changes links of the store must have the same tier in front. Safe for use by many
 * threads.
 */
public final class TieredStore extends ForwardingStore {
  /** The setting that names a store in the tier; no other store may have the same value. */
  public static final String EPOCH = Epochs.SETTING;

  private static final Logger LOG = LoggerFactory.getLogger(TieredStore.class);

  private final Tier tier;
  private final TierCounts counts = new TierCounts();
  private final Epochs epochs;
  private final LinkStore links;

  private TieredStore(Store store, Tier tier, RandomGenerator random) {
    super(store);
    this.tier = tier;
    this.epochs = new Epochs(store, random);
    this.links = new TieredLinks(store.links(), tier, epochs, counts, random);
  }

  /**
   * What stands in front.
   *
   * @param cache keeps the links; closed together with the store
   * @param life how long a link is kept there at most, at least a second
   */
  public record Tier(LinkCache cache, Duration life) {}

  /**
   * What became of look-ups so far, and of changes.
   *
   * @param hits answered by the tier
   * @param misses answered by the store, because the tier did not have the link
   * @param refused answered by the store, because what the tier had was no link to be trusted
   * @param bypassed answered by the store without asking the tier
   * @param fills links put into the tier
   * @param failures calls that the tier did not answer
   * @param epochs changes that had to end the epoch, because their mark did not reach the tier
   */
  public record Counts(
      long hits,
      long misses,
      long refused,
      long bypassed,
      long fills,
      long failures,
      long epochs) {}

  /** Puts {@code tier} in front of {@code store}; both are closed with what this returns. */
  public static TieredStore open(Store store, Tier tier, RandomGenerator random) {
    TieredStore tiered = new TieredStore(store, tier, random);
    tiered.epochs.start();
    return tiered;
  }

  /** What became of look-ups so far. */
  public Counts counts() {
    return counts.now();
  }

  @Override
  public LinkStore links() {
    return links;
  }

  @Override
  public SettingStore settings() {
    return new OwnSettings(super.settings());
  }

  @Override
  public StoreTraits traits() {
    StoreTraits own = super.traits();
    return new StoreTraits(
        own.backend() + " behind " + tier.cache().kind(),
        own.durability(),
        own.shared(),
        own.pushesChanges(),
        own.searchesText());
  }

  @Override
  public List<Figure> figures() {
    return Stream.concat(super.figures().stream(), counts.figures().stream()).toList();
  }

  @Override
  public void close() {
    epochs.close();
    super.close();
    tier.cache().close();
    LOG.debug("look-aside tier: {}", counts());
  }

  /** The settings of whoever uses the store, without the tier's. */
  private record OwnSettings(SettingStore settings) implements SettingStore {

    @Override
    public @Nullable String find(String name) {
      return settings.find(name);
    }

    @Override
    public String putIfAbsent(String name, String value) {
      return settings.putIfAbsent(name, value);
    }

    @Override
    public boolean replace(String name, String expected, String value) {
      return settings.replace(name, expected, value);
    }

    @Override
    public Map<String, String> list() {
      Map<String, String> all = new HashMap<>(settings.list());
      all.remove(Epochs.SETTING);
      return Map.copyOf(all);
    }
  }
}
