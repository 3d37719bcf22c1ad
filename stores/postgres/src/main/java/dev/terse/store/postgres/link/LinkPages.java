package dev.terse.store.postgres.link;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Pages of links, newest first.
 *
 * <p>A text with three letters or digits in a row is looked up in the index of trigrams, or else
 * the links are held against it one by one from the newest: PostgreSQL chooses, by how common it
 * takes the text to be. Without the index, and for shorter texts, a page looks at no more than
 * {@value #MAX_LOOKS} links; it may then end short, with a place to go on from.
 */
public final class LinkPages {
  /** Links that one page of a search without index looks at. */
  static final int MAX_LOOKS = 20_000;

  /** Above every id that a clock of ours can make. */
  private static final UUID NEWEST = new UUID(-1, -1);

  private static final UUID OLDEST = new UUID(0, 0);

  private static final String SELECT = "SELECT " + LinkRow.COLUMNS
      + " FROM links WHERE domain = ? AND target IS NOT NULL AND id < ?";

  private static final String ORDER = " ORDER BY id DESC LIMIT ?";

  private LinkPages() {}

  /** The page that {@code query} asks for, whose text is blank. */
  public static Page list(Connection connection, Query query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + ORDER)) {
      begin(statement, query);
      statement.setInt(3, query.limit() + 1);
      return page(statement, query, null);
    }
  }

  /**
   * The page that {@code query} asks for.
   *
   * @param isIndexed whether there is an index of trigrams
   */
  public static Page search(Connection connection, Query query, boolean isIndexed)
      throws SQLException {
    SearchText text = SearchText.of(query.text());
    if (!text.isPossible()) {
      return new Page(List.of(), null);
    }
    UUID end = isIndexed && text.hasTrigrams() ? null : end(connection, query);
    try (PreparedStatement statement = connection.prepareStatement(
        SELECT + " AND id >= ? AND search LIKE ? AND search LIKE ALL (?)" + ORDER)) {
      // The best way depends on the text, so it is planned for each anew.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      List<String> patterns = text.patterns();
      begin(statement, query);
      statement.setObject(3, end == null ? OLDEST : end);
      statement.setString(4, patterns.getFirst());
      statement.setArray(
          5,
          connection.createArrayOf("text", patterns.subList(1, patterns.size()).toArray()));
      statement.setInt(6, query.limit() + 1);
      return page(statement, query, end);
    }
  }

  /** The oldest link that a page may look at, or null if it may look at all. */
  private static @Nullable UUID end(Connection connection, Query query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(
        "SELECT id FROM links WHERE domain = ? AND target IS NOT NULL AND id < ?"
            + " ORDER BY id DESC OFFSET ? LIMIT 1")) {
      begin(statement, query);
      statement.setInt(3, MAX_LOOKS - 1);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getObject(1, UUID.class) : null;
      }
    }
  }

  private static void begin(PreparedStatement statement, Query query) throws SQLException {
    LinkId before = query.before();
    statement.setString(1, query.domain().host());
    statement.setObject(2, before == null ? NEWEST : before.value());
  }

  private static Page page(PreparedStatement statement, Query query, @Nullable UUID end)
      throws SQLException {
    List<Link> links = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        links.add(LinkRow.link(row));
      }
    }
    if (links.size() > query.limit()) {
      List<Link> page = links.subList(0, query.limit());
      return new Page(page, page.getLast().id());
    }
    return new Page(links, end == null ? null : new LinkId(end));
  }
}
