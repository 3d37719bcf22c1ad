package dev.terse.store.contract.port;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.store.contract.model.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Cases on one store, which is empty before each of them. */
public abstract class Contract {
  private static final long SEED = 42;

  /** Makes what the cases store. */
  protected final Samples samples = new Samples(new Random(SEED));

  /** The store under test. */
  protected Store store;

  /** Opens the store; again within one case, with all that was acknowledged before. */
  protected abstract Store open();

  /** Opens the store. */
  @BeforeEach
  public final void begin() {
    store = open();
  }

  /** Closes the store. */
  @AfterEach
  public final void end() {
    store.close();
  }

  /** Closes the store and opens it again. */
  protected final void reopen() {
    store.close();
    store = open();
  }

  /** The links of {@link #store}. */
  protected final LinkStore links() {
    return store.links();
  }

  /** Creates {@code link}, which nothing hinders. */
  protected final Link create(Link link) {
    Creation creation = links().create(link, Reuse.NEVER);
    if (creation instanceof Creation.Created(Link created)) {
      return created;
    }
    throw new AssertionError("could not create " + link.key() + ": " + creation);
  }

  /** All pages of {@code query} one after another. */
  protected final List<Link> listAll(Query query) {
    List<Link> all = new ArrayList<>();
    LinkId before = query.before();
    do {
      Page page = links().list(new Query(query.domain(), query.text(), before, query.limit()));
      all.addAll(page.links());
      before = page.next();
    } while (before != null);
    return all;
  }
}
