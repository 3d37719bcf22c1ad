package dev.terse.store.postgres.connect;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the driver's failures mean, by their SQLSTATE (PostgreSQL's manual, appendix A), in the
 * words of the ports and with what to do about each.
 */
public final class Failures {
  /** The server is ending, has crashed, or is starting. */
  private static final Set<String> RESTARTING = Set.of("57P01", "57P02", "57P03", "57P05");

  private static final String ENCRYPTION =
      "see to sslmode, sslrootcert, sslcert and sslkey in the URL, and to the server's certificate";

  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  private Failures() {}

  /** {@code failure} of {@code operation}, as the ports tell it. */
  public static StoreException of(String operation, SQLException failure) {
    String state = state(failure);
    String message = message(failure);
    String known = isEncryption(failure, message) ? ENCRYPTION : known(state);
    String remedy = known == null ? byClass(state) : known;
    return new StoreException(
        reason(state), operation, remedy.isEmpty() ? message : message + ": " + remedy);
  }

  /** Whether the connection, not what was asked, is to blame. */
  static boolean isConnectionLost(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08") || RESTARTING.contains(state);
  }

  /** Whether another transaction was in the way, so that the same may succeed at once. */
  static boolean isConflict(SQLException failure) {
    return CONFLICTS.contains(state(failure));
  }

  /** Whether the server takes no writes: it is, or has become, a standby. */
  static boolean isReadOnly(SQLException failure) {
    return state(failure).equals("25006");
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "08000" : state;
  }

  private static String kind(String state) {
    return state.substring(0, Math.min(2, state.length()));
  }

  private static Reason reason(String state) {
    return switch (state) {
      case "53100" -> Reason.FULL;
      case "XX001", "XX002" -> Reason.CORRUPT;
      case "42P01", "42703", "3F000", "0A000" -> Reason.INCOMPATIBLE;
      default -> Reason.UNAVAILABLE;
    };
  }

  /** Whether no encrypted connection came about, for which the driver has no SQLSTATE. */
  private static boolean isEncryption(SQLException failure, String message) {
    return state(failure).startsWith("08")
        && (message.contains("SSL") || message.contains("hostnameverifier"));
  }

  private static @Nullable String known(String state) {
    return switch (state) {
      case "53100" -> "give the server's disk more room";
      case "53300" -> "raise max_connections on the server, or lower the URL's option pool";
      case "25006" -> "this server takes no writes: name the primary in the URL, or all of them";
      case "28P01", "28000", "08004" ->
        "see to user and password in the URL, and to pg_hba.conf on the server";
      case "3D000" -> "create the database: CREATE DATABASE name OWNER user ENCODING 'UTF8'";
      case "42501" -> "let the URL's user own the schema, or GRANT what is missing";
      case "57014" -> "raise the URL's option timeout if the server is only slow";
      case "55P03", "40001", "40P01" -> "too many write the same at once";
      case "XX001", "XX002" -> "the server's data are damaged: see its log, restore a backup";
      case "42P01", "42703", "3F000" ->
        "the tables are not those that Terse made: restart Terse, or restore a backup";
      default -> null;
    };
  }

  private static String byClass(String state) {
    return switch (kind(state)) {
      case "08" -> "see whether the server runs and its address in the URL is right";
      case "53" -> "the server lacks resources";
      case "58" -> "the server's disk or system failed: see its log";
      default -> "";
    };
  }

  /** What the server said, without the driver's detail, which may hold what was sent. */
  private static String message(SQLException failure) {
    if (failure instanceof PSQLException sent) {
      ServerErrorMessage said = sent.getServerErrorMessage();
      if (said != null && said.getMessage() != null) {
        return said.getMessage() + " (" + state(failure) + ")";
      }
    }
    String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }
}
