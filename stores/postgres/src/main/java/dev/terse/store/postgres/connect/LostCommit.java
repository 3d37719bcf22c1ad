package dev.terse.store.postgres.connect;

import java.sql.SQLException;

/** The connection broke between sending COMMIT and hearing what came of it. */
public final class LostCommit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String transaction;

  LostCommit(String transaction, SQLException cause) {
    super(cause.getMessage(), cause);
    this.transaction = transaction;
  }

  /** The transaction's number, for {@link Database#outcome}. */
  public String transaction() {
    return transaction;
  }
}
