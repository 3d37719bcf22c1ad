package dev.terse.bench;

import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import dev.terse.core.shorten.TargetPolicy;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Links for the benchmarks: the k-th leads to a target of its own, which ends in {@code k}. */
final class SampleLinks {
  private SampleLinks() {}

  static Target target(int number) {
    return valid(TargetPolicy.DEFAULT.judge(
        "https://example.com/a/page/of/some/length?with=a&query=" + number));
  }

  static Link of(Code code, Target target, RandomGenerator random) {
    Instant now = Instant.now();
    return new Link(
        LinkId.create(now, random),
        LinkKey.of(code),
        target,
        LinkDetails.NONE,
        History.begin(now, null));
  }

  static <T> T valid(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T> invalid -> throw new IllegalStateException(invalid.reason());
    };
  }
}
