package dev.terse.e2e.stop;

import dev.terse.e2e.follow.Crowd;
import dev.terse.e2e.follow.Following;
import dev.terse.e2e.follow.Following.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that follow links without a pause, each on a connection that it keeps as long as it may.
 *
 * <p>As HTTP allows (RFC 9112, 9.3.1 and 9.3.2), a GET is asked again if its connection, which has
 * brought an answer before, ends before any byte of this one. On a new connection that is a
 * failure, unless the server was told to stop: what the kernel has accepted and the server has not
 * is then refused. Everything else that is not the right redirect is a failure: half an answer, a
 * status, a wait that does not end.
 */
final class Followers extends Crowd {
  private final List<String> codes;
  private final AtomicLong repeated = new AtomicLong();
  private volatile int port;
  private volatile boolean stopping = true;

  private Followers(List<String> codes) {
    this.codes = codes;
  }

  /** Starts {@code count} clients on {@code codes}, which wait until a server {@link #serves}. */
  static Followers start(List<String> codes, int count) {
    Followers followers = new Followers(codes);
    followers.start(count);
    return followers;
  }

  /** A server answers on {@code onPort} from here on. */
  void serves(int onPort) {
    port = onPort;
    stopping = false;
  }

  /** It is about to be told to stop. */
  void stops() {
    stopping = true;
  }

  /** How many were asked for again, since nobody can tell whether the server saw the first. */
  long repeated() {
    return repeated.get();
  }

  @Override
  protected void work(Random random) {
    while (isGoing()) {
      int to = port;
      if (to == 0) {
        pause();
        continue;
      }
      try (Following connection = connect(to)) {
        if (connection == null) {
          pause();
        } else {
          keep(connection, to, random);
        }
      } catch (IOException e) {
        fail(String.valueOf(e));
        pause();
      }
    }
  }

  /** Null for who is refused, or reset as the door is closed before him. */
  private @Nullable Following connect(int to) {
    try {
      return Following.connect(to);
    } catch (IOException e) {
      if (!stopping && to == port) {
        fail("no connection: " + e);
      }
      return null;
    }
  }

  /** Follows links on one connection until it ends. */
  private void keep(Following connection, int to, Random random) throws IOException {
    boolean stays = true;
    for (long before = 0; isGoing() && stays; before++) {
      String code = codes.get(random.nextInt(codes.size()));
      Answer answer = connection.ask(code);
      if (answer == null) {
        repeated.incrementAndGet();
        if (before == 0 && !stopping && to == port) {
          fail("a new connection was closed without an answer");
        }
        return;
      }
      stays = answer.stays();
      if (answer.follows(code)) {
        answer();
      } else {
        fail(code + " was answered " + answer.status() + " " + answer.location());
        return;
      }
    }
  }
}
