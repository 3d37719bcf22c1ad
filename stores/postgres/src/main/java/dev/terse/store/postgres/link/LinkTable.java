package dev.terse.store.postgres.link;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Single links by key and by target. Stateless. */
public final class LinkTable {
  private static final String FIND = "SELECT " + LinkRow.COLUMNS
      + " FROM links WHERE domain = ? AND code = ? AND target IS NOT NULL";

  private LinkTable() {}

  /** The link at {@code key}, or null. */
  public static @Nullable Link find(Connection connection, LinkKey key) throws SQLException {
    return find(connection, FIND, key);
  }

  /** As {@link #find}; nobody else can change it before the transaction ends. */
  public static @Nullable Link findAndLock(Connection connection, LinkKey key) throws SQLException {
    return find(connection, FIND + " FOR UPDATE", key);
  }

  /** The oldest link of {@code domain} to {@code target}, or null. */
  public static @Nullable Link findByTarget(Connection connection, Domain domain, Target target)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + LinkRow.COLUMNS
        + " FROM links WHERE domain = ? AND target_sha256 = ? AND target = ?"
        + " ORDER BY id LIMIT 1")) {
      statement.setString(1, domain.host());
      statement.setBytes(2, Digest.of(target));
      statement.setString(3, target.value());
      return one(statement);
    }
  }

  /** Puts {@code link} in place of the link at its key, which is locked. */
  public static void replace(Connection connection, Link link) throws SQLException {
    LinkDetails details = link.details();
    try (PreparedStatement statement = connection.prepareStatement("""
        UPDATE links SET target = ?, target_sha256 = ?, title = ?, note = ?, status = ?,
          created = ?, changed = ?, creator = ?, version = ?, search = ?
        WHERE domain = ? AND code = ?""")) {
      statement.setString(1, link.target().value());
      statement.setBytes(2, Digest.of(link.target()));
      statement.setString(3, details.title());
      statement.setString(4, details.note());
      statement.setObject(5, status(details.status()), Types.SMALLINT);
      statement.setLong(6, link.history().created().toEpochMilli());
      statement.setLong(7, link.history().changed().toEpochMilli());
      statement.setString(8, link.history().creator());
      statement.setLong(9, link.history().version());
      statement.setString(10, SearchText.of(link));
      set(statement, 11, link.key());
      statement.executeUpdate();
    }
  }

  /** Leaves nothing but a tombstone of the link at {@code key}, which is locked. */
  public static void entomb(Connection connection, LinkKey key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("""
        UPDATE links SET target = NULL, target_sha256 = NULL, title = NULL, note = NULL,
          status = NULL, created = NULL, changed = NULL, creator = NULL, version = NULL,
          search = NULL
        WHERE domain = ? AND code = ?""")) {
      set(statement, 1, key);
      statement.executeUpdate();
    }
  }

  /** Puts a tombstone at {@code key} if it was never used, and tells whether it was not. */
  public static boolean bury(Connection connection, LinkKey key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(
        "INSERT INTO links (domain, code) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      set(statement, 1, key);
      return statement.executeUpdate() == 1;
    }
  }

  /** The id of the link that is or was at {@code key}, or null. */
  public static @Nullable LinkId holder(Connection connection, LinkKey key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM links WHERE domain = ? AND code = ?")) {
      set(statement, 1, key);
      try (ResultSet row = statement.executeQuery()) {
        UUID id = row.next() ? row.getObject(1, UUID.class) : null;
        return id == null ? null : new LinkId(id);
      }
    }
  }

  static @Nullable Short status(@Nullable RedirectStatus status) {
    return status == null ? null : (short) status.number();
  }

  private static @Nullable Link find(Connection connection, String sql, LinkKey key)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, 1, key);
      return one(statement);
    }
  }

  private static @Nullable Link one(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? LinkRow.link(row) : null;
    }
  }

  private static void set(PreparedStatement statement, int first, LinkKey key) throws SQLException {
    statement.setString(first, key.domain().host());
    statement.setString(first + 1, key.code().value());
  }
}
