package dev.terse.store.cassandra;

import dev.terse.core.link.LinkKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.cassandra.session.Cluster;
import dev.terse.store.cassandra.session.ClusterUrl;
import dev.terse.store.cassandra.session.Gate;
import dev.terse.store.cassandra.table.Cells;
import dev.terse.store.cassandra.table.Schema;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** A keyspace on a ring. Several nodes of Terse may have it open at once. */
final class CassandraStore implements Store {
  /** Timeouts that the longest call may need: turns to wait for, attempts, reading back. */
  private static final int LONGEST_CALL = 8;

  private static final String CHECK = "store.check";

  private final Gate gate = new Gate();
  private final Cluster cluster;
  private final StoreTraits traits;
  private final CassandraLinks links;
  private final CassandraVisits visits;
  private final CassandraApiKeys apiKeys;
  private final CassandraSequence sequence;
  private final CassandraSettings settings;
  private final CassandraReceipts receipts;

  private CassandraStore(Cluster cluster, int majority, Supplier<UUID> names) {
    Cells cells = new Cells(cluster, names);
    this.cluster = cluster;
    this.traits = new StoreTraits(
        ("Cassandra " + cluster.version()).strip(),
        majority > 1 ? Durability.POWER_CUT : Durability.PROCESS_CRASH,
        true,
        false,
        false);
    this.links = new CassandraLinks(gate, cluster, names);
    this.visits = new CassandraVisits(gate, cluster, names);
    this.apiKeys = new CassandraApiKeys(gate, cells);
    this.sequence = new CassandraSequence(gate, cells);
    this.settings = new CassandraSettings(gate, cells);
    this.receipts = new CassandraReceipts(gate, cluster);
  }

  /** Opens the store at {@code url}; {@code names} names transactions and writers as no other. */
  static CassandraStore open(ClusterUrl url, Supplier<UUID> names, Purpose purpose) {
    Cluster cluster = Cluster.open("store.open", url);
    try {
      Schema schema = new Schema(cluster, names);
      schema.settle(purpose);
      return new CassandraStore(cluster, schema.majority(), names);
    } catch (RuntimeException e) {
      cluster.close();
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

  /** Reads a row that every node needs, at the consistency that every call needs. */
  @Override
  public void check() {
    sequence.position(CHECK);
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    links.onChange(listener);
  }

  @Override
  public long reindex(LongConsumer progress) {
    return links.reindex(progress);
  }

  @Override
  public void close() {
    if (gate.close(cluster.timeout().multipliedBy(LONGEST_CALL))) {
      cluster.close();
    }
  }
}
