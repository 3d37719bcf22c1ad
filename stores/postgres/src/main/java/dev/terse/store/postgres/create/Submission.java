package dev.terse.store.postgres.create;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A link on its way to the server. */
final class Submission {
  private final Link link;
  private final Reuse reuse;
  private final CompletableFuture<Creation> answer = new CompletableFuture<>();

  /** Set by the first of two: the writer that begins with it, the caller that gives it up. */
  private final AtomicBoolean claimed = new AtomicBoolean();

  Submission(Link link, Reuse reuse) {
    this.link = link;
    this.reuse = reuse;
  }

  Link link() {
    return link;
  }

  boolean reuses() {
    return reuse == Reuse.EXISTING;
  }

  /** Whether its caller still wants it; asked once, before anything is done for it. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  void answer(Creation creation) {
    answer.complete(creation);
  }

  void fail(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }

  /** The answer; gives up after {@code patience}. */
  Creation await(Duration patience) {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreException failure
          ? failure
          : new CompletionException(e.getCause());
    } catch (TimeoutException _) {
      throw givenUp("the server has not answered for " + patience.toMillis() + " ms");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw givenUp("interrupted");
    }
  }

  private StoreException givenUp(String why) {
    String state = claim() ? "nothing was changed" : "the outcome is unknown";
    return new StoreException(Reason.UNAVAILABLE, Creator.OPERATION, why + ": " + state);
  }
}
