package dev.terse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short run of chance against each parser; {@code bench/fuzz.sh} makes long and guided ones. */
@Timeout(300)
class FuzzTest {
  private static final long SEED = 113;
  private static final int RUNS = 20_000;
  private static final int RUNS_WITH_A_FILE = 1_000;

  @ParameterizedTest
  @EnumSource
  void parser_anyBytes_holdsWhatItPromises(FuzzTarget target) {
    int runs = target == FuzzTarget.SETTINGS ? RUNS_WITH_A_FILE : RUNS;
    System.out.println("FuzzTest " + target + " seed " + SEED);

    assertThat(firstFault(target::run, target.seeds(), runs)).isNull();
  }

  @Test
  void chance_parserThatFailsForFewBytes_findsThem() {
    Consumer<byte[]> flawed = bytes -> {
      if (bytes.length > 2 && bytes[0] == 'G' && bytes[1] == '%') {
        throw new IllegalStateException("flaw");
      }
    };

    assertThat(firstFault(flawed, List.of("GET /go".getBytes(StandardCharsets.US_ASCII)), RUNS))
        .contains("flaw");
  }

  private static @Nullable String firstFault(
      Consumer<byte[]> parser, List<byte[]> seeds, int runs) {
    Mutations mutations = new Mutations(SEED, seeds);
    for (int i = -seeds.size(); i < runs; i++) {
      byte[] bytes = i < 0 ? seeds.get(-i - 1) : mutations.next();
      try {
        parser.accept(bytes);
      } catch (RuntimeException | Error e) {
        return e + " for the bytes " + HexFormat.of().formatHex(bytes);
      }
    }
    return null;
  }
}
