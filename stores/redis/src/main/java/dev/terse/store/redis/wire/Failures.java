package dev.terse.store.redis.wire;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Redis's errors mean in the words of the ports. */
final class Failures {
  private static final String NO_PERMISSION =
      ": allow the user of store.url all commands on its keys and channels, such as"
          + " ACL SETUSER terse on >PASSWORD ~terse:* &terse:* +@all -@dangerous +info +config|get";

  private static final Pattern IN_SCRIPT =
      Pattern.compile("^ERR Error running script.*: -([A-Z]+) ");

  private Failures() {}

  /** Why {@code operation} failed. */
  static StoreException of(String operation, RedisException failure) {
    String message = message(failure);
    return new StoreException(
        reason(message), operation, new RedisException(message + remedy(message), failure));
  }

  /** Whether the server refused a change because it is a replica. */
  static boolean isFromReplica(RedisException failure) {
    return word(message(failure)).equals("READONLY");
  }

  /**
   * The first word of what the server answered, such as OOM. Redis 6 puts what stopped a script
   * behind a dash in the midst of the message.
   */
  private static String word(String message) {
    Matcher inside = IN_SCRIPT.matcher(message);
    if (inside.find()) {
      return inside.group(1);
    }
    int space = message.indexOf(' ');
    return space < 0 ? message : message.substring(0, space);
  }

  /** What {@code failure} or its cause says: to connect fails without saying why itself. */
  private static String message(Throwable failure) {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      last = cause;
      if (cause instanceof RedisCommandExecutionException) {
        break;
      }
    }
    String text = last.getMessage();
    if (last instanceof RedisCommandTimeoutException || text == null || text.isBlank()) {
      String own = failure.getMessage();
      return own == null ? failure.getClass().getSimpleName() : own;
    }
    return text;
  }

  private static Reason reason(String message) {
    return switch (word(message)) {
      case "OOM" -> Reason.FULL;
      case "MISCONF" -> Reason.WRITES_STOPPED;
      case "WRONGTYPE" -> Reason.INCOMPATIBLE;
      default ->
        message.startsWith("ERR unknown command") ? Reason.INCOMPATIBLE : Reason.UNAVAILABLE;
    };
  }

  private static String remedy(String message) {
    return switch (word(message)) {
      case "OOM" -> ": give Redis more maxmemory, or delete links";
      case "MISCONF" -> ": Redis cannot write to its disk: see its log, and make room";
      case "NOAUTH" -> ": write redis://:PASSWORD@HOST or redis://USER:PASSWORD@HOST";
      case "WRONGPASS" -> ": correct user and password in store.url";
      case "NOPERM" -> NO_PERMISSION;
      case "READONLY" -> ": it is a replica: name the master, or redis-sentinel:";
      case "NOREPLICAS" -> ": fewer replicas are there than its min-replicas-to-write asks for";
      case "WRONGTYPE" -> ": another program uses these keys: choose another ?prefix=";
      case "MOVED", "CROSSSLOT" -> ": it is part of a cluster: write redis-cluster://";
      default ->
        message.startsWith("ERR This instance has cluster support disabled")
            ? ": it is no cluster: write redis://"
            : "";
    };
  }
}
