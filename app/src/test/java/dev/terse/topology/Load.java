package dev.terse.topology;

import dev.terse.e2e.follow.Crowd;
import dev.terse.e2e.follow.Following;
import dev.terse.e2e.follow.Following.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Clients that follow links without a pause, each on a connection that it keeps as long as it may.
 * They ask each question once: whatever is not the redirect that was expected is a failure, a
 * connection that closes without having said so included.
 */
final class Load extends Crowd {
  private final int port;
  private final List<String> codes;

  private Load(int port, List<String> codes) {
    this.port = port;
    this.codes = codes;
  }

  /** Starts {@code count} clients on {@code codes}, whose targets are {@link Following#target}. */
  static Load start(int port, List<String> codes, int count) {
    Load load = new Load(port, codes);
    load.start(count);
    return load;
  }

  @Override
  protected void work(Random random) {
    while (isGoing()) {
      try (Following connection = Following.connect(port)) {
        boolean open = true;
        while (isGoing() && open) {
          open = follow(connection, codes.get(random.nextInt(codes.size())));
        }
      } catch (IOException e) {
        fail(String.valueOf(e));
        pause();
      }
    }
  }

  /** Follows one link; tells whether the connection stays. */
  private boolean follow(Following connection, String code) throws IOException {
    Answer answer = connection.ask(code);
    if (answer == null) {
      throw new IOException("closed without an answer");
    }
    if (answer.follows(code)) {
      answer();
    } else {
      fail(answer.status());
    }
    return answer.stays();
  }
}
