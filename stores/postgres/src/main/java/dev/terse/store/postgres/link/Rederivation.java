package dev.terse.store.postgres.link;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Computes anew what is derived from links: their digests and what searches look at. Stateless. */
public final class Rederivation {

  private Rederivation() {}

  /** Does it for the links of {@code page} that nobody has changed since, and counts them all. */
  public static int of(Connection connection, Scan page) throws SQLException {
    int links = 0;
    try (PreparedStatement statement = connection.prepareStatement("""
        UPDATE links SET target_sha256 = ?, search = ?
        WHERE domain = ? AND code = ? AND version = ? AND (target_sha256 <> ? OR search <> ?)""")) {
      for (Entry entry : page.entries()) {
        if (entry instanceof Entry.Present(Link link)) {
          links++;
          byte[] digest = Digest.of(link.target());
          String search = SearchText.of(link);
          statement.setBytes(1, digest);
          statement.setString(2, search);
          statement.setString(3, link.key().domain().host());
          statement.setString(4, link.code().value());
          statement.setLong(5, link.history().version());
          statement.setBytes(6, digest);
          statement.setString(7, search);
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
    return links;
  }
}
