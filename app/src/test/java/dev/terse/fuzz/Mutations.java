package dev.terse.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes that are like others but for a few changes. The same seed makes the same ones. */
final class Mutations {
  private static final int MOST = 6;
  private static final int LONGEST_RUN = 300;
  private static final byte[] TELLING =
      "\0\r\n\t /\\%:@?#[]{}<>&*!'\"-.~\177\200\377".getBytes(StandardCharsets.ISO_8859_1);

  private final Random random;
  private final List<byte[]> seeds;

  Mutations(long seed, List<byte[]> seeds) {
    this.random = new Random(seed);
    this.seeds = List.copyOf(seeds);
  }

  byte[] next() {
    byte[] bytes = seeds.get(random.nextInt(seeds.size()));
    for (int i = random.nextInt(MOST); i >= 0; i--) {
      bytes = mutate(bytes);
    }
    return bytes;
  }

  private byte[] mutate(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + random.nextInt(bytes.length - from + 1);
    return switch (random.nextInt(6)) {
      case 0 -> splice(bytes, from, new byte[0], to);
      case 1 -> splice(bytes, from, one(), from);
      case 2 -> splice(bytes, from, one(), Math.min(from + 1, bytes.length));
      case 3 -> splice(bytes, to, part(bytes, from, to), to);
      case 4 -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        yield splice(bytes, from, part(other, random.nextInt(other.length + 1), other.length), to);
      }
      default -> {
        byte[] run = new byte[random.nextInt(LONGEST_RUN)];
        Arrays.fill(run, one()[0]);
        yield splice(bytes, from, run, from);
      }
    };
  }

  private byte[] one() {
    return new byte[] {
      random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt(256)
    };
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] splice(byte[] bytes, int from, byte[] between, int to) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, from);
    all.writeBytes(between);
    all.write(bytes, to, bytes.length - to);
    return all.toByteArray();
  }
}
