package dev.terse.store.redis.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.LinkKey;
import dev.terse.store.redis.wire.RedisWire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners which links change. The script that changes a link also publishes its key, with
 * the name of the node; this node's own changes are told by the call that made them. Safe for use
 * by many threads.
 */
public final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
  private static final int NODE_BYTES = 2 * Long.BYTES;

  private final List<Consumer<LinkKey>> listeners = new CopyOnWriteArrayList<>();
  private final byte[] channel;
  private final byte[] node;

  /** The changes of the store behind {@code wire}. */
  public Publication(RedisWire wire) {
    UUID name = UUID.randomUUID();
    this.channel = (wire.prefix() + ":changes").getBytes(UTF_8);
    this.node = ByteBuffer.allocate(NODE_BYTES)
        .putLong(name.getMostSignificantBits())
        .putLong(name.getLeastSignificantBits())
        .array();
  }

  /** Begins to hear of other nodes' changes. */
  public void listen(RedisWire wire) {
    wire.listen(channel, this::hear);
  }

  /** Has {@code listener} told of each change from now on. */
  public void add(Consumer<LinkKey> listener) {
    listeners.add(listener);
  }

  /** This node's name, like no other's. */
  public byte[] node() {
    return node.clone();
  }

  void tell(LinkKey key) {
    listeners.forEach(listener -> listener.accept(key));
  }

  byte[] channel() {
    return channel;
  }

  byte[] message(LinkKey key) {
    return Bytes.join(node, key.bytes());
  }

  private void hear(byte[] message) {
    if (message.length < NODE_BYTES || Arrays.equals(node, 0, NODE_BYTES, message, 0, NODE_BYTES)) {
      return;
    }
    try {
      tell(LinkKey.of(Arrays.copyOfRange(message, NODE_BYTES, message.length)));
    } catch (IllegalArgumentException e) {
      LOG.warn("a change was told that names no link: {}", e.getMessage());
    }
  }
}
