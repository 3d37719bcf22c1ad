package dev.terse.bench;

import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import dev.terse.core.shorten.TargetPolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to judge a target?
 *
 * <pre>
 * bench/jmh.sh TargetBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TargetBenchmark {

  /** An ordinary one, one with names beyond ASCII, one that is refused. */
  @Param({
    "https://example.com/a/page/of/some/length?with=a&query=1234567",
    "https://bücher.example/größe?q=ü#ä",
    "https://exa mple.com/"
  })
  String target = "";

  /** The judgement. */
  @Benchmark
  public Parsed<Target> judge() {
    return TargetPolicy.DEFAULT.judge(target);
  }
}
