package dev.terse.store.rocksdb.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** The keys under which things are stored. Unsigned byte order is the order they are read in. */
public final class Keys {
  /** How many bytes of the SHA-256 of domain and target begin a target's keys. */
  public static final int DIGEST_BYTES = 16;

  /** Where the number of the last change that is in the index is kept. */
  public static final byte[] INDEXED = name("indexed");

  private static final int ID_BYTES = 16;

  private Keys() {}

  /** Domain, NUL, code: a domain holds no NUL. */
  public static byte[] link(LinkKey key) {
    return join(domain(key.domain()), key.code().value().getBytes(UTF_8));
  }

  /** Domain, NUL, id: a domain's links by age. */
  public static byte[] age(Domain domain, LinkId id) {
    return join(domain(domain), id(id));
  }

  /** What all links of {@code domain} begin with, by code and by age. */
  public static byte[] domain(Domain domain) {
    return (domain.host() + '\0').getBytes(UTF_8);
  }

  /** Digest of domain and target: what all links to {@code target} begin with. */
  public static byte[] target(Domain domain, Target target) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(domain(domain));
      byte[] digest = sha256.digest(target.value().getBytes(UTF_8));
      return Arrays.copyOf(digest, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Digest, id: the links to one target, oldest first. */
  public static byte[] target(Domain domain, Target target, LinkId id) {
    return join(target(domain, target), id(id));
  }

  /** The id alone: a link's total of visits. */
  public static byte[] id(LinkId id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.value().getMostSignificantBits())
        .putLong(id.value().getLeastSignificantBits())
        .array();
  }

  /** Id, hours since 1970: a link's visits of one hour, oldest first. */
  public static byte[] hour(LinkId id, Instant hour) {
    int hours = Math.toIntExact(Math.floorDiv(hour.getEpochSecond(), 3_600));
    return ByteBuffer.allocate(ID_BYTES + Integer.BYTES)
        .put(id(id))
        .putInt(hours ^ Integer.MIN_VALUE)
        .array();
  }

  /** The number itself: changes, in the order they were made. */
  public static byte[] change(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /** The number that {@link #change} wrote. */
  public static long change(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  /** The text itself: keys of the few things that have names. */
  public static byte[] name(String name) {
    return name.getBytes(UTF_8);
  }

  /** The id that ends {@code key}. */
  public static LinkId idAtEnd(byte[] key) {
    ByteBuffer id = ByteBuffer.wrap(key, key.length - ID_BYTES, ID_BYTES);
    return new LinkId(new UUID(id.getLong(), id.getLong()));
  }

  /** The domain that begins {@code ageKey}. */
  public static Domain domainOf(byte[] ageKey) {
    return new Domain(new String(ageKey, 0, ageKey.length - ID_BYTES - 1, UTF_8));
  }

  /** The key of the link of {@code domain} whose code is kept as {@code code}. */
  public static LinkKey link(Domain domain, byte[] code) {
    return new LinkKey(domain, new Code(new String(code, UTF_8)));
  }

  /** Whether {@code key} begins with {@code prefix}. */
  public static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
