package dev.terse.server.loop;

import dev.terse.core.figure.Distribution;
import dev.terse.core.figure.Figure;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What all event loops of a server have done, each by itself. Safe for use by many threads. */
public final class Loops {
  private static final String REQUESTS = "redirect_requests";
  private static final String REQUESTS_HELP = "Requests for links, by how they ended.";
  private static final String TIMES = "redirect_duration_seconds";
  private static final String TIMES_HELP =
      "From a request for a link to its answer. Of early answers one in " + Loop.ONE_IN
          + " is timed and stands for as many.";
  private static final String WAY = "way";
  private static final String EARLY = "shortcut";
  private static final String ORDINARY = "ordinary";

  private final List<Loop> all = new CopyOnWriteArrayList<>();
  private final FastThreadLocal<Loop> mine = new FastThreadLocal<>() {
    @Override
    protected Loop initialValue() {
      Loop loop = new Loop();
      all.add(loop);
      return loop;
    }
  };

  /** What the calling event loop counts. */
  public Loop mine() {
    return mine.get();
  }

  /** What all have done. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.count(REQUESTS, sum(Loop::early), REQUESTS_HELP)
        .with("outcome", Outcome.REDIRECT.text)
        .with(WAY, EARLY));
    for (Outcome outcome : Outcome.values()) {
      figures.add(Figure.count(REQUESTS, sum(loop -> loop.ordinary(outcome)), REQUESTS_HELP)
          .with("outcome", outcome.text)
          .with(WAY, ORDINARY));
    }
    figures.add(lookups("hit", sum(Loop::hits)));
    figures.add(lookups("miss", sum(Loop::misses)));
    if (!all.isEmpty()) {
      figures.add(spread(TIMES, Loop::earlyTimes, TIMES_HELP).with(WAY, EARLY));
      figures.add(spread(TIMES, Loop::ordinaryTimes, TIMES_HELP).with(WAY, ORDINARY));
      figures.add(spread(
          "event_loop_lag_seconds",
          Loop::lags,
          "How late event loops do what is due, measured ten times a second on each."));
    }
    return figures;
  }

  private static Figure lookups(String result, long number) {
    return Figure.count("redirect_cache_lookups", number, "Requests that memory could answer.")
        .with("result", result);
  }

  private long sum(ToLongFunction<Loop> count) {
    return all.stream().mapToLong(count).sum();
  }

  private Figure.Spread spread(String name, Function<Loop, Distribution> part, String help) {
    return Figure.spread(name, Distribution.sum(all.stream().map(part).toList()), help);
  }
}
