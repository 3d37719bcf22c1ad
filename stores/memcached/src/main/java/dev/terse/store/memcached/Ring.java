package dev.terse.store.memcached;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Consistent hashing as ketama does it: each server has {@value #POINTS} points on a ring of 32
 * bits, and a key belongs to the first point at or after its own. It knows the servers by their
 * names as configured and never drops one: with the same list, every node finds a key at the same
 * server, whichever of them it can reach. Immutable.
 */
final class Ring<S> {
  private static final int POINTS = 160;
  private static final int POINTS_A_DIGEST = 4;

  private final TreeMap<Integer, S> points = new TreeMap<>(Integer::compareUnsigned);

  /** The ring of {@code servers} by name. */
  Ring(Map<String, S> servers) {
    // In the order of names: where two points coincide, all nodes keep the same one.
    for (String name : List.copyOf(new TreeMap<>(servers).keySet())) {
      for (int i = 0; i < POINTS / POINTS_A_DIGEST; i++) {
        ByteBuffer digest = md5(name + "-" + i);
        for (int j = 0; j < POINTS_A_DIGEST; j++) {
          points.putIfAbsent(digest.getInt(), servers.get(name));
        }
      }
    }
  }

  /** The server of {@code key}. */
  S at(String key) {
    Map.Entry<Integer, S> point = points.ceilingEntry(md5(key).getInt());
    return (point == null ? points.firstEntry() : point).getValue();
  }

  private static ByteBuffer md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
