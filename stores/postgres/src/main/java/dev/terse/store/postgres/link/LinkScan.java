package dev.terse.store.postgres.link;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of all keys ever used, by domain and code. A cursor is the last key shown: its domain, a
 * slash and its code.
 *
 * @param domain after this one and {@code code}
 * @param code empty at the beginning
 * @param limit at most so many
 */
public record LinkScan(String domain, String code, int limit) {

  /** Throws IllegalArgumentException for what is no cursor, or for a limit out of bounds. */
  public static LinkScan from(String cursor, int limit) {
    if (limit < 1 || limit > LinkStore.MAX_PAGE) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + LinkStore.MAX_PAGE);
    }
    if (cursor.isEmpty()) {
      return new LinkScan("", "", limit);
    }
    int slash = cursor.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no scan's cursor: " + cursor);
    }
    Texts.require(cursor);
    LinkKey last =
        new LinkKey(new Domain(cursor.substring(0, slash)), new Code(cursor.substring(slash + 1)));
    return new LinkScan(last.domain().host(), last.code().value(), limit);
  }

  /** Reads the page. */
  public Scan read(Connection connection) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    String last = "";
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + LinkRow.COLUMNS
        + " FROM links WHERE (domain, code) > (?, ?) ORDER BY domain, code LIMIT ?")) {
      statement.setString(1, domain);
      statement.setString(2, code);
      statement.setInt(3, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          LinkKey key = LinkRow.key(row);
          entries.add(
              row.getString("target") == null
                  ? new Entry.Tombstone(key)
                  : new Entry.Present(LinkRow.link(row)));
          last = key.domain().host() + "/" + key.code().value();
        }
      }
    }
    return new Scan(entries, entries.size() < limit ? "" : last);
  }
}
