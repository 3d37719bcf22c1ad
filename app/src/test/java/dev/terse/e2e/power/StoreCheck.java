package dev.terse.e2e.power;

import dev.terse.core.code.CodeGenerator;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Scan;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreUrl;
import dev.terse.e2e.Acknowledgements;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a store that nobody has open with what a server had acknowledged at a moment. */
public final class StoreCheck {
  /** Codes drawn to see that none is given twice. */
  private static final int DRAWS = 3;

  private final Store store;
  private final LinkStore links;
  private final Acknowledgements log;
  private final Instant moment;
  private final List<String> faults = new ArrayList<>();

  private StoreCheck(Store store, Acknowledgements log, Instant moment) {
    this.store = store;
    this.links = store.links();
    this.log = log;
    this.moment = moment;
  }

  /** Opens {@code data} and returns a line for each thing that is not as it must be. */
  public static Collection<String> faults(Path data, Acknowledgements log, Instant moment) {
    try (Store store = StoreUrl.parse("rocksdb:" + data).open()) {
      StoreCheck check = new StoreCheck(store, log, moment);
      check.run();
      return check.faults;
    } catch (StoreException e) {
      return List.of("it fails: " + e);
    }
  }

  /** As {@link #faults}, and has the log go on from what is there. */
  public static Collection<String> faultsOfSurvivor(
      Path data, Acknowledgements log, Instant moment) {
    Collection<String> faults = faults(data, log, moment);
    if (faults.isEmpty()) {
      try (Store store = StoreUrl.parse("rocksdb:" + data).open()) {
        log.settle(moment, new StoreCheck(store, log, moment)::follow);
      }
    }
    return faults;
  }

  private void run() {
    faults.addAll(log.broken(moment, this::follow));
    Map<LinkId, Link> all = scan();
    all.values().forEach(this::checkLink);
    checkPages("the list", all, "");
    checkPages("the search", all, "example.com");
    checkTargetsOfNoLink(all.values());
    checkDraws();
  }

  private String follow(String code) {
    Link link = links.find(LinkKey.of(new Code(code)));
    return link == null ? "" : link.target().value();
  }

  private Map<LinkId, Link> scan() {
    Map<LinkId, Link> all = new HashMap<>();
    Scan scan = links.scan("", LinkStore.MAX_PAGE);
    while (true) {
      for (Entry entry : scan.entries()) {
        if (entry instanceof Entry.Present(Link link)) {
          all.put(link.id(), link);
        }
      }
      if (scan.next().isEmpty()) {
        return all;
      }
      scan = links.scan(scan.next(), LinkStore.MAX_PAGE);
    }
  }

  private void checkLink(Link link) {
    if (!log.asked().contains(link.target().value())) {
      faults.add(link.key() + " leads where nobody asked for: " + link.target());
    }
    Link byTarget = links.findByTarget(link.key().domain(), link.target());
    if (!link.equals(byTarget)) {
      faults.add("the target index has " + byTarget + " for " + link);
    }
  }

  private void checkPages(String name, Map<LinkId, Link> all, String text) {
    Set<Link> found = new HashSet<>();
    LinkId before = null;
    do {
      Page page = links.list(new Query(Domain.DEFAULT, text, before, LinkStore.MAX_PAGE));
      found.addAll(page.links());
      before = page.next();
    } while (before != null);
    if (!found.equals(new HashSet<>(all.values()))) {
      faults.add(name + " has " + found.size() + " links, not the " + all.size() + " there are");
    }
  }

  /** Targets that were deleted, changed or never stored must lead to nothing. */
  private void checkTargetsOfNoLink(Collection<Link> all) {
    Set<String> without = new HashSet<>(log.asked());
    all.forEach(link -> without.remove(link.target().value()));
    for (String target : without) {
      @Nullable Link stale = links.findByTarget(Domain.DEFAULT, new Target(target));
      if (stale != null) {
        faults.add("the target index still has " + stale);
      }
    }
  }

  private void checkDraws() {
    Set<String> given = log.codes(moment);
    CodeGenerator codes = StoreCodes.open(
            CodesConfig.DEFAULT, store, InstantSource.system(), new SecureRandom())
        .generators()
        .get(null);
    for (int i = 0; i < DRAWS; i++) {
      if (codes.draw(new Target("https://example.com/"), 0)
              instanceof CodeGenerator.Draw.Drawn(Code code)
          && given.contains(code.value())) {
        faults.add(code + " is given a second time");
      }
    }
  }
}
