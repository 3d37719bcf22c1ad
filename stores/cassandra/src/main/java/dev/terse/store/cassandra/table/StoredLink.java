package dev.terse.store.cassandra.table;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.RecordException;
import dev.terse.store.cassandra.session.Bytes;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link's row.
 *
 * @param key where it is
 * @param id of the link; empty at a key that was buried
 * @param version of the link, one more at its tombstone
 * @param live whether there is a link, not a tombstone
 * @param write by which transaction it came to be so
 * @param record the link's bytes; empty at a tombstone
 */
public record StoredLink(
    LinkKey key, ByteBuffer id, long version, boolean live, UUID write, ByteBuffer record) {

  /** Reads a row; null for none. */
  public static @Nullable StoredLink of(@Nullable Row row) {
    return row == null ? null : read(row);
  }

  static StoredLink read(Row row) {
    String domain = row.getString("domain");
    String code = row.getString("code");
    UUID write = row.getUuid("write");
    if (domain == null || code == null || write == null) {
      throw RecordException.damaged("link " + domain + "/" + code);
    }
    return new StoredLink(
        new LinkKey(new Domain(domain), new Code(code)),
        bytes(row, "id"),
        row.getLong("version"),
        row.getBoolean("live"),
        write,
        bytes(row, "record"));
  }

  /** The link, with the fields that a later version of Terse wrote; null for a tombstone. */
  public @Nullable LinkRecord content() {
    return live ? LinkRecord.decode(key, key.bytes(), Bytes.of(record)) : null;
  }

  /** The link, or null for a tombstone. */
  public @Nullable Link link() {
    LinkRecord content = content();
    return content == null ? null : content.link();
  }

  /** Whether this row is, or was, the link of that id. */
  public boolean isOf(LinkId other) {
    return id.equals(ByteBuffer.wrap(other.bytes()));
  }

  /** The id of the link that is or was there; null at a key that was buried. */
  public @Nullable LinkId holder() {
    return id.hasRemaining() ? LinkId.of(Bytes.of(id)) : null;
  }

  /** The link if it leads to {@code target}, or null. */
  public @Nullable Link linkTo(Target target) {
    Link link = link();
    return link != null && link.target().equals(target) ? link : null;
  }

  private static ByteBuffer bytes(Row row, String column) {
    return ByteBuffer.wrap(Bytes.of(row.getByteBuffer(column)));
  }
}
