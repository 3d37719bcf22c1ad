package dev.terse.store.postgres;

import dev.terse.core.figure.Figure;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Scan;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.VisitStore;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.postgres.change.Changes;
import dev.terse.store.postgres.change.Listening;
import dev.terse.store.postgres.connect.Connections;
import dev.terse.store.postgres.connect.Database;
import dev.terse.store.postgres.connect.Options;
import dev.terse.store.postgres.create.Creator;
import dev.terse.store.postgres.link.LinkScan;
import dev.terse.store.postgres.link.Rederivation;
import dev.terse.store.postgres.schema.Opening;
import dev.terse.store.postgres.schema.Server;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Links in PostgreSQL. Closing lets no call in, waits for those under way, and ends the threads
 * before the connections.
 */
final class PostgresStore implements Store {
  private static final String OPEN = "store.open";

  private static final int PAGE = 200;

  private final Server server;
  private final Database database;
  private final Listening listening;
  private final Changes changes;
  private final Creator creator;
  private final PostgresLinks links;
  private final PostgresVisits visits;
  private final PostgresApiKeys apiKeys;
  private final PostgresSequence sequence;
  private final PostgresSettings settings;
  private final PostgresReceipts receipts;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PostgresStore(Options options, Connections connections, Opening opening) {
    this.server = opening.server();
    this.changes = new Changes(options.schema(), server.node());
    this.listening = Listening.begin(OPEN, changes, connections);
    this.database = new Database(options, connections);
    this.creator = new Creator(database, changes, options.schema(), options.patience());
    this.links = new PostgresLinks(database, creator, changes, opening.isIndexed());
    this.visits = new PostgresVisits(database);
    this.apiKeys = new PostgresApiKeys(database);
    this.sequence = new PostgresSequence(database);
    this.settings = new PostgresSettings(database);
    this.receipts = new PostgresReceipts(database);
  }

  /** Opens the store that {@code options} name for {@code purpose}. */
  static PostgresStore open(Options options, Purpose purpose) {
    Connections connections = new Connections(options);
    if (purpose == Purpose.READ) {
      Opening.find(OPEN, options.schema(), connections);
    }
    Opening opening = Opening.settle(OPEN, options.schema(), connections);
    return new PostgresStore(options, connections, opening);
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
    return new StoreTraits("PostgreSQL " + server.version(), server.durability(), true, true, true);
  }

  @Override
  public void check() {
    sequence.position();
  }

  @Override
  public void onChange(Consumer<LinkKey> listener) {
    changes.onChange(listener);
  }

  @Override
  public List<Figure> figures() {
    return database.figures();
  }

  @Override
  public long reindex(LongConsumer progress) {
    long done = 0;
    String cursor = "";
    do {
      LinkScan next = LinkScan.from(cursor, PAGE);
      Scan page = database.read("store.reindex", next::read);
      done += database.write("store.reindex", connection -> Rederivation.of(connection, page));
      progress.accept(done);
      cursor = page.next();
    } while (!cursor.isEmpty());
    return done;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      database.shut();
      creator.close();
      listening.close();
      database.close();
    }
  }
}
