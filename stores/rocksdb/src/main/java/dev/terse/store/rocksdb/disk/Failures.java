package dev.terse.store.rocksdb.disk;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB's errors mean in the words of the ports. */
public final class Failures {

  private Failures() {}

  /** Why a read failed. */
  public static StoreException reading(String operation, RocksDBException failure) {
    return new StoreException(reason(failure, Reason.UNAVAILABLE), operation, failure);
  }

  /** Why a write failed. Whatever is not known to be harmless stops all writing. */
  public static Reason writing(RocksDBException failure) {
    return reason(failure, Reason.WRITES_STOPPED);
  }

  private static Reason reason(RocksDBException failure, Reason otherwise) {
    Status status = failure.getStatus();
    if (status == null) {
      return otherwise;
    }
    if (status.getSubCode() == Status.SubCode.NoSpace) {
      return Reason.FULL;
    }
    return status.getCode() == Status.Code.Corruption ? Reason.CORRUPT : otherwise;
  }

  /** Whether {@code failure} says that what was read is not what was written. */
  public static boolean isDamage(RocksDBException failure) {
    return reason(failure, Reason.UNAVAILABLE) == Reason.CORRUPT;
  }

  /** Whether {@code failure} to open says that somebody else has the database open. */
  public static boolean isLocked(RocksDBException failure) {
    @Nullable String message = failure.getMessage();
    return message != null
        && (message.contains("While lock file") || message.contains("lock hold by"));
  }
}
