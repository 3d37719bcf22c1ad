package dev.terse.store.contract.verb;

import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.DigestAlgorithm;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.code.ReservedCodes;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The few settings in which the cases differ. */
record Settings(GeneratorName generator, String alphabet, int minLength, int maxLength) {
  static final Settings OF_S =
      new Settings(GeneratorName.SEQUENTIAL, Alphabet.S.characters(), 1, 3);
  static final Settings OF_FLASK =
      new Settings(GeneratorName.DIGEST, Alphabet.BASE64URL.characters(), 12, 14);

  /** Milliseconds of a clock that never tells the same instant twice, so that ids sort. */
  private static final AtomicLong TICKS = new AtomicLong();

  Settings letters(String letters, int maxLength) {
    return new Settings(generator, letters, minLength, maxLength);
  }

  /** A node that shortens with these settings. */
  Shortener shortener(Store store) {
    InstantSource clock = () -> Instant.ofEpochMilli(TICKS.getAndIncrement());
    Random random = new Random();
    StoreCodes codes = StoreCodes.open(config(), store, clock, random);
    Shortener.Rules rules =
        new Shortener.Rules(TargetPolicy.DEFAULT, new ReservedCodes(Set.of()), false);
    return new Shortener(store.links(), codes.generators(), rules, clock, random);
  }

  private CodesConfig config() {
    return new CodesConfig(
        generator,
        new Alphabet(alphabet),
        minLength,
        maxLength,
        Set.of(),
        true,
        "",
        CodeOrder.PLAIN,
        DigestAlgorithm.MD5,
        null,
        1_000);
  }
}
