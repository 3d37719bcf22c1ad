package dev.terse.bench;

import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.ReservedCodes;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Fills a store for the load scenarios: makes links with the default codes and writes each code on
 * a line of standard output. Arguments: the store's URL, and how many links.
 */
final class PopulateStore {
  private static final int WRITERS = 256;

  private final Shortener shortener;

  private PopulateStore(Store store) {
    SecureRandom random = new SecureRandom();
    StoreCodes codes = StoreCodes.open(CodesConfig.DEFAULT, store, InstantSource.system(), random);
    Shortener.Rules rules =
        new Shortener.Rules(TargetPolicy.DEFAULT, new ReservedCodes(Set.of()), false);
    this.shortener =
        new Shortener(store.links(), codes.generators(), rules, InstantSource.system(), random);
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws Exception {
    int links = Integer.parseInt(args[1]);
    Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    try (Store store = StoreUrl.parse(args[0]).open()) {
      new PopulateStore(store).make(links, out);
    }
    out.flush();
  }

  private void make(int links, Writer out)
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<String> code : writers.invokeAll(IntStream.range(0, links)
          .mapToObj(i -> (Callable<String>) () -> shorten(i))
          .toList())) {
        out.write(code.get());
        out.write('\n');
      }
    }
  }

  private String shorten(int number) {
    String target = "https://example.com/a/page/of/some/length?with=a&query=" + number;
    return switch (shortener.shorten(ShortenRequest.of(target))) {
      case Shortened.Created created -> created.link().code().value();
      case Shortened other -> throw new IllegalStateException(other.toString());
    };
  }
}
