package dev.terse.store.postgres.link;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** One row of the table of links, as a link. */
final class LinkRow {
  /** What {@link #link} reads, of a row that is no tombstone. */
  static final String COLUMNS =
      "domain, code, id, target, title, note, status, created, changed, creator, version";

  private LinkRow() {}

  /** The link in the current row; throws if what stands there is none. */
  static Link link(ResultSet row) throws SQLException {
    LinkKey key = key(row);
    try {
      return new Link(
          new LinkId(row.getObject("id", UUID.class)),
          key,
          new Target(row.getString("target")),
          new LinkDetails(
              row.getString("title"),
              row.getString("note"),
              RedirectStatus.of(row.getInt("status"))),
          new History(
              Instant.ofEpochMilli(row.getLong("created")),
              Instant.ofEpochMilli(row.getLong("changed")),
              row.getString("creator"),
              row.getLong("version")));
    } catch (IllegalArgumentException e) {
      throw damaged("link " + key, e);
    }
  }

  /** The key of the current row. */
  static LinkKey key(ResultSet row) throws SQLException {
    String domain = row.getString("domain");
    String code = row.getString("code");
    try {
      return new LinkKey(new Domain(domain), new Code(code));
    } catch (IllegalArgumentException e) {
      throw damaged("the key " + domain + "/" + code, e);
    }
  }

  private static StoreException damaged(String what, IllegalArgumentException fault) {
    return new StoreException(
        Reason.CORRUPT,
        "links.read",
        what + " is not what was written (" + fault.getMessage() + "): restore it from a backup");
  }
}
