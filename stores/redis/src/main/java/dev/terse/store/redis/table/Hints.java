package dev.terse.store.redis.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;

/**
 * The hints of one target: which links may lead there, oldest first. A hint stands before its link
 * is written, so no link is without one; whether a hint is true, only its link can tell.
 */
final class Hints {
  private static final Script CLAIM = Script.load(Hints.class, "claim.lua");
  private static final int DIGEST_BYTES = 16;

  private final RedisWire wire;
  private final Domain domain;
  private final byte[] key;

  Hints(RedisWire wire, Domain domain, Target target) {
    this.wire = wire;
    this.domain = domain;
    byte[] digest = digest(domain, target);
    this.key = Bucket.of(digest).key(wire.prefix(), "t", digest);
  }

  /** One hint: that a link leads here if it is what a certain attempt wrote. */
  static final class Hint {
    private final LinkId id;
    private final byte[] token;
    private final LinkKey link;

    private Hint(LinkId id, byte[] token, LinkKey link) {
      this.id = id;
      this.token = token;
      this.link = link;
    }

    /** The hint of {@code stored}, a link. */
    static Hint of(Stored stored) {
      return new Hint(stored.id(), stored.token(), stored.key());
    }

    /** The link's id. */
    LinkId id() {
      return id;
    }

    /** The attempt's token. */
    byte[] token() {
      return token;
    }

    /** Where the link is. */
    LinkKey link() {
      return link;
    }

    private byte[] bytes() {
      return Bytes.join(id.bytes(), token, link.code().value().getBytes(UTF_8));
    }

    boolean isSame(Hint other) {
      return Arrays.equals(bytes(), other.bytes());
    }
  }

  /** Adds {@code hint}. */
  Future<Long> add(Hint hint) {
    return wire.commands().zadd(key, 0, hint.bytes());
  }

  /** Removes {@code hint}; whoever needs that done awaits it. */
  Future<Long> remove(Hint hint) {
    return wire.commands().zrem(key, hint.bytes());
  }

  /** Adds {@code hint} if there is none at all; otherwise shows the first {@code limit}. */
  List<Hint> claim(Hint hint, int limit) {
    return wire
        .await(CLAIM.run(wire.commands(), new byte[][] {key}, hint.bytes(), Script.number(limit)))
        .stream()
        .map(bytes -> hint((byte[]) bytes))
        .toList();
  }

  /** The first {@code limit} hints. */
  List<Hint> first(int limit) {
    return read(Range.unbounded(), limit);
  }

  /** The first {@code limit} hints after {@code last}. */
  List<Hint> after(Hint last, int limit) {
    return read(Range.from(Boundary.excluding(last.bytes()), Boundary.unbounded()), limit);
  }

  private List<Hint> read(Range<byte[]> range, int limit) {
    return wire.await(wire.commands().zrangebylex(key, range, Limit.from(limit))).stream()
        .map(this::hint)
        .toList();
  }

  private Hint hint(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte[] id = new byte[LinkId.BYTES];
    byte[] token = new byte[Stored.TOKEN_BYTES];
    byte[] code = new byte[bytes.length - id.length - token.length];
    buffer.get(id).get(token).get(code);
    return new Hint(LinkId.of(id), token, new LinkKey(domain, new Code(new String(code, UTF_8))));
  }

  private static byte[] digest(Domain domain, Target target) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(Bytes.domain(domain));
      return Arrays.copyOf(sha256.digest(target.value().getBytes(UTF_8)), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
