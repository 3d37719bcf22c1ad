package dev.terse.core.tier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.LinkKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A time during which no link's change has missed the tier. What was put in another epoch is never
 * taken for true.
 *
 * @param store the store's name in the tier: drawn once, so a store made anew has another
 * @param number drawn at random, so that none comes again
 */
record Epoch(String store, long number) {
  private static final int NAME_BYTES = 9;
  private static final int NUMBER_DIGITS = 2 * Long.BYTES;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** The first epoch of a store that has none. */
  static Epoch first(RandomGenerator random) {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    return new Epoch(BASE64.encodeToString(name), random.nextLong());
  }

  /** Another epoch of the same store. */
  Epoch next(RandomGenerator random) {
    return new Epoch(store, random.nextLong());
  }

  /** Reads what {@link #toString()} wrote; null for anything else. */
  static @Nullable Epoch parse(String text) {
    int dot = text.lastIndexOf('.');
    if (dot < 1 || text.length() - dot - 1 != NUMBER_DIGITS) {
      return null;
    }
    try {
      long number = HexFormat.fromHexDigitsToLong(text, dot + 1, text.length());
      return new Epoch(text.substring(0, dot), number);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /**
   * The place of {@code key} in the tier, the same in all epochs of a store. A code that the tier
   * would not take as it is stands there by its digest.
   */
  String place(LinkKey key) {
    String name = key.domain().host() + "/" + key.code().value();
    String prefix = "terse:" + store + ":";
    return fits(name, LinkCache.MAX_KEY - prefix.length() - 1)
        ? prefix + "=" + name
        : prefix + "#" + digest(name);
  }

  private static boolean fits(String name, int longest) {
    return name.length() <= longest && name.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  private static String digest(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return BASE64.encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return store + "." + HexFormat.of().toHexDigits(number);
  }
}
