package dev.terse.store.redis;

import dev.terse.core.link.LinkKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.redis.table.HintRepair;
import dev.terse.store.redis.table.Publication;
import dev.terse.store.redis.wire.RedisAddress;
import dev.terse.store.redis.wire.RedisWire;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A store in Redis. */
final class RedisStore implements Store {
  private static final String OPEN = "store.open";

  private final RedisWire wire;
  private final StoreTraits traits;
  private final Publication publication;
  private final RedisLinks links;
  private final RedisVisits visits;
  private final RedisApiKeys apiKeys;
  private final RedisSequence sequence;
  private final RedisSettings settings;
  private final RedisReceipts receipts;

  private RedisStore(RedisWire wire, StoreTraits traits, Publication publication) {
    this.wire = wire;
    this.traits = traits;
    this.publication = publication;
    this.links = new RedisLinks(wire, publication);
    this.visits = new RedisVisits(wire, publication.node());
    this.apiKeys = new RedisApiKeys(wire);
    this.sequence = new RedisSequence(wire);
    this.settings = new RedisSettings(wire);
    this.receipts = new RedisReceipts(wire);
  }

  static RedisStore open(RedisAddress address, Purpose purpose) {
    RedisWire wire = RedisWire.open(address, OPEN);
    try {
      return wire.call(OPEN, () -> {
        ServerReport report = ServerReport.ask(wire);
        report.check(OPEN, address.form());
        Layout.settle(wire, OPEN, purpose);
        Publication publication = new Publication(wire);
        publication.listen(wire);
        return new RedisStore(wire, report.traits(address.form()), publication);
      });
    } catch (RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  @Override
  public LinkStore links() {
    return links;
  }

  @Override
  public VisitStore visits() {
    return visits;
  }

  @Override
  public ApiKeyStore apiKeys() {
    return apiKeys;
  }

  @Override
  public Sequence sequence() {
    return sequence;
  }

  @Override
  public SettingStore settings() {
    return settings;
  }

  @Override
  public ReceiptStore receipts() {
    return receipts;
  }

  @Override
  public StoreTraits traits() {
    return traits;
  }

  @Override
  public void check() {
    sequence.position();
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    publication.add(listener);
  }

  @Override
  public long reindex(LongConsumer progress) {
    return HintRepair.run(wire, progress);
  }

  @Override
  public void close() {
    visits.close();
    wire.close();
  }
}
