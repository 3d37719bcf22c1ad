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
import java.util.Arrays;

/** The keys under which things are stored. Unsigned byte order is the order they are read in. */
public final class Keys {
  /** How many bytes of the SHA-256 of domain and target begin a target's keys. */
  public static final int DIGEST_BYTES = 16;

  /** Where the number of the last change that is in the index is kept. */
  public static final byte[] INDEXED = name("indexed");

  /** Where the first number that is not leased is kept. */
  public static final byte[] SEQUENCE = name("sequence");

  private Keys() {}

  /** Domain, NUL, id: a domain's links by age. */
  public static byte[] age(Domain domain, LinkId id) {
    return join(domain(domain), id.bytes());
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
    return join(target(domain, target), id.bytes());
  }

  /** Id, hours since 1970: a link's visits of one hour, oldest first. */
  public static byte[] hour(LinkId id, int hours) {
    return ByteBuffer.allocate(LinkId.BYTES + Integer.BYTES)
        .put(id.bytes())
        .putInt(hours ^ Integer.MIN_VALUE)
        .array();
  }

  /** The hour that {@link #hour(LinkId, int)} wrote. */
  public static int hour(byte[] key) {
    return ByteBuffer.wrap(key).getInt(LinkId.BYTES) ^ Integer.MIN_VALUE;
  }

  /** The number itself: changes, what is journaled, and times, in their order. */
  public static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /** The number that {@link #number(long)} wrote. */
  public static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  /** The text itself: keys of the few things that have names. */
  public static byte[] name(String name) {
    return name.getBytes(UTF_8);
  }

  /** The id that ends {@code key}. */
  public static LinkId idAtEnd(byte[] key) {
    return LinkId.of(Arrays.copyOfRange(key, key.length - LinkId.BYTES, key.length));
  }

  /** The domain that begins {@code ageKey}. */
  public static Domain domainOf(byte[] ageKey) {
    return new Domain(new String(ageKey, 0, ageKey.length - LinkId.BYTES - 1, UTF_8));
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

  /** {@code parts} one after another. */
  public static byte[] join(byte[]... parts) {
    ByteBuffer all =
        ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
