package dev.terse.core.code;

import dev.terse.core.link.Code;
import dev.terse.core.link.Parsed;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.BlockedWords;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.space.Lengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How codes are drawn: the settings under {@code codes}.
 *
 * @param generator draws for requests that name none; all lengths below are its own, and the other
 *     generators keep their defaults
 * @param alphabet of all drawn codes
 * @param minLength characters of the shortest code, or null for the generator's default
 * @param maxLength characters of the longest code, or null for the generator's default
 * @param blocked words that are never drawn
 * @param blockedIgnoreCase whether a blocked word blocks its spellings in upper and lower case too
 * @param prefix stands in front of every drawn code and is part of it; may be empty
 * @param order of sequential codes
 * @param digest of digest codes
 * @param secret decides the shuffled order; null for one that is made at first start
 * @param leaseSize most numbers that this node leases at once, and so most that a crash skips
 */
public record CodesConfig(
    GeneratorName generator,
    Alphabet alphabet,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    Set<String> blocked,
    boolean blockedIgnoreCase,
    String prefix,
    CodeOrder order,
    DigestAlgorithm digest,
    @Nullable String secret,
    int leaseSize) {

  /** Most numbers in one lease. */
  public static final int MAX_LEASE = 1_000_000;

  /** Fewest characters of a secret. */
  public static final int MIN_SECRET = 16;

  /** Sequential codes in shuffled order, 5 to 10 characters without look-alikes. */
  public static final CodesConfig DEFAULT = new CodesConfig(
      GeneratorName.SEQUENTIAL,
      Alphabet.READABLE,
      null,
      null,
      Set.of(),
      true,
      "",
      CodeOrder.SHUFFLED,
      DigestAlgorithm.SHA_256,
      null,
      1_000);

  /**
   * Throws IllegalArgumentException if something is wrong: the message has a line for each fault,
   * which begins with the setting's name and ends with the remedy.
   */
  public CodesConfig {
    blocked = Set.copyOf(blocked);
    List<String> faults = new ArrayList<>();
    int longest = checkLengths(faults, minLength, maxLength)
        ? lengths(generator, minLength, maxLength).max()
        : 1;
    checkPrefix(faults, prefix, longest);
    if (secret != null && secret.length() < MIN_SECRET) {
      faults.add("codes.secret is too easy to guess: use at least " + MIN_SECRET + " characters");
    }
    if (leaseSize < 1 || leaseSize > MAX_LEASE) {
      faults.add("codes.lease-size is " + leaseSize + ": use 1 to " + MAX_LEASE);
    }
    if (faults.isEmpty()) {
      Lengths lengths = lengths(generator, minLength, maxLength);
      switch (generator) {
        case SEQUENTIAL ->
          checkSpace(faults, alphabet, lengths, new BlockedWords(blocked, blockedIgnoreCase));
        case DIGEST -> checkDigest(faults, alphabet, lengths, digest);
        case RANDOM -> {}
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  /** How long the codes of {@code name} are. */
  public Lengths lengths(GeneratorName name) {
    return name == generator ? lengths(name, minLength, maxLength) : name.defaultLengths();
  }

  /** What is never drawn. */
  public BlockedWords blockedWords() {
    return new BlockedWords(blocked, blockedIgnoreCase);
  }

  @Override
  public String toString() {
    return "CodesConfig[" + generator.text() + ", " + alphabet + ", " + lengths(generator) + "]";
  }

  private static Lengths lengths(
      GeneratorName generator, @Nullable Integer minLength, @Nullable Integer maxLength) {
    Lengths defaults = generator.defaultLengths();
    if (minLength == null) {
      int max = maxLength == null ? defaults.max() : maxLength;
      return new Lengths(Math.min(defaults.min(), max), max);
    }
    return new Lengths(
        minLength, maxLength == null ? Math.max(defaults.max(), minLength) : maxLength);
  }

  private static boolean checkLengths(
      List<String> faults, @Nullable Integer minLength, @Nullable Integer maxLength) {
    int before = faults.size();
    checkLength(faults, "codes.min-length", minLength);
    checkLength(faults, "codes.max-length", maxLength);
    if (minLength != null && maxLength != null && minLength > maxLength) {
      faults.add("codes.min-length is " + minLength + ": lower it to codes.max-length, which is "
          + maxLength + ", or raise that");
    }
    return faults.size() == before;
  }

  private static void checkLength(List<String> faults, String key, @Nullable Integer length) {
    if (length != null && (length < 1 || length > Code.MAX_LENGTH)) {
      faults.add(key + " is " + length + ": use 1 to " + Code.MAX_LENGTH);
    }
  }

  private static void checkPrefix(List<String> faults, String prefix, int longest) {
    switch (Code.parse(prefix + "a".repeat(longest))) {
      case Parsed.Invalid<Code> invalid ->
        faults.add("codes.prefix, followed by the longest code, " + invalid.reason());
      case Parsed.Valid<Code> code -> {
        if (new ReservedCodes(Set.of()).contains(code.value())) {
          faults.add("codes.prefix leads to Terse's own paths: use another");
        }
      }
    }
  }

  private static void checkSpace(
      List<String> faults, Alphabet alphabet, Lengths lengths, BlockedWords blocked) {
    try {
      CodeSpace space = new CodeSpace(alphabet, lengths, blocked);
      if (space.capacity() == 0) {
        faults.add("codes.blocked leaves no code: remove words, or raise codes.max-length");
      }
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
  }

  private static void checkDigest(
      List<String> faults, Alphabet alphabet, Lengths lengths, DigestAlgorithm digest) {
    int longest = digest.longest(alphabet);
    if (lengths.max() > longest) {
      faults.add("codes.max-length is " + lengths.max() + ", but " + digest.text()
          + " has no more than " + longest + " characters of this alphabet: lower it");
    }
  }
}
