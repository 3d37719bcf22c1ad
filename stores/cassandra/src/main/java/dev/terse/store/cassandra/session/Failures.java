package dev.terse.store.cassandra.session;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.util.List;

/** Says in the ports' words what the driver threw; nothing of the driver's goes further. */
public final class Failures {

  private Failures() {}

  /** The failure of {@code operation}. */
  public static StoreException of(String operation, DriverException failure) {
    return switch (failure) {
      case InvalidQueryException invalid ->
        new StoreException(
            Reason.INCOMPATIBLE,
            operation,
            "the keyspace's tables are not Terse's: " + invalid.getMessage());
      case SyntaxError foreign ->
        new StoreException(
            Reason.INCOMPATIBLE,
            operation,
            "the server does not know what Terse asks of it: " + foreign.getMessage());
      default -> new StoreException(Reason.UNAVAILABLE, operation, message(failure));
    };
  }

  /** Whether a request that failed so has certainly reached no server. */
  public static boolean isUnsent(DriverException failure) {
    return failure instanceof NoNodeAvailableException
        || failure instanceof RequestThrottlingException;
  }

  private static String message(DriverException failure) {
    return switch (failure) {
      case RequestThrottlingException full ->
        "too many requests wait already: " + full.getMessage();
      case AllNodesFailedException all -> message(all);
      case DriverTimeoutException slow -> "no answer in time: " + slow.getMessage();
      case UnavailableException few ->
        "the ring has too few nodes up: " + few.getRequired()
            + " of the row's replicas must answer, " + few.getAlive() + " can";
      case QueryConsistencyException slow ->
        "replicas did not answer in time: " + slow.getMessage();
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static String message(AllNodesFailedException all) {
    List<Throwable> causes =
        all.getAllErrors().values().stream().flatMap(List::stream).toList();
    for (Throwable cause : causes) {
      if (cause instanceof AuthenticationException) {
        return "Cassandra refused the login: check user and password in the URL";
      }
      if (cause instanceof UnavailableException few) {
        return message(few);
      }
    }
    return causes.isEmpty()
        ? "no Cassandra node answers"
        : "no Cassandra node answers: " + causes.getFirst().getMessage();
  }
}
