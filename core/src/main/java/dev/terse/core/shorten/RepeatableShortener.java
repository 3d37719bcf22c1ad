package dev.terse.core.shorten;

import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes at most one link for each key, however often its request is repeated, at whichever node.
 * Safe for use by many threads; each call may block on the store.
 *
 * <p>Code and id are drawn first, and a receipt that names both is put before the link is. Who
 * finds a receipt makes the link of that code and id, or finds it made. So a crash between the two
 * leaves nothing that a repeat would not take up, and repeats at the same moment meet where the
 * store puts if absent. Only when the code is another link's, for ever, may the receipt name
 * another code: nobody who still holds the old one can make a link with it any more.
 *
 * <p>A tombstone keeps its link's id, and so tells a code that was another's from the link of this
 * very key that has been deleted since.
 */
public final class RepeatableShortener {

  /** How long a key is remembered. */
  public static final Duration KEPT = Duration.ofHours(24);

  private final Shortener shortener;
  private final LinkStore links;
  private final ReceiptStore receipts;

  /** Makes links as {@code shortener} does, and keeps {@code receipts}. */
  public RepeatableShortener(Shortener shortener, ReceiptStore receipts) {
    this.shortener = shortener;
    this.links = shortener.links();
    this.receipts = receipts;
  }

  /** Makes the link that {@code request} describes, or gives the one that was made for it. */
  public Once shorten(ShortenRequest request, IdempotencyKey key) {
    Receipt found = receipts.find(key.digest());
    if (found != null && !found.request().equals(request.digest())) {
      return new Once.OtherRequest();
    }
    return switch (shortener.plan(request)) {
      case Plan.Refused refused -> new Once.Answered(refused.because(), false);
      case Plan.Possible possible -> new Attempt(request, key.digest(), possible).run(found);
    };
  }

  /** What comes of following one receipt. */
  private sealed interface Step {
    /** The answer. */
    record Last(Once once) implements Step {}

    /** Another receipt to follow. */
    record Next(Receipt receipt) implements Step {}
  }

  /** One call's way. Used by one thread, once. */
  private final class Attempt {
    private final ShortenRequest request;
    private final String key;
    private final Plan.Possible plan;
    private boolean repeat;
    private int draws;

    Attempt(ShortenRequest request, String key, Plan.Possible plan) {
      this.request = request;
      this.key = key;
      this.plan = plan;
    }

    Once run(@Nullable Receipt found) {
      if (found != null) {
        repeat = true;
        return follow(found);
      }
      Link existing = plan instanceof Plan.Drawn drawn ? shortener.existing(drawn) : null;
      if (existing != null) {
        return follow(put(reusing(existing)));
      }
      return switch (next(null)) {
        case Draw.Exhausted exhausted -> exhausted(exhausted);
        case Draw.Drawn drawn -> {
          Receipt own = naming(drawn.code());
          Receipt now = put(own);
          if (!now.equals(own) && plan instanceof Plan.Drawn source) {
            source.generator().takeBack(drawn.code());
          }
          yield follow(now);
        }
      };
    }

    /** Does what {@code first} says, or what the receipts that follow it say. */
    private Once follow(Receipt first) {
      Receipt receipt = first;
      while (receipt.request().equals(request.digest())) {
        switch (receipt.reused() ? find(receipt) : create(receipt)) {
          case Step.Last(Once once) -> {
            return once;
          }
          case Step.Next(Receipt next) -> receipt = next;
        }
      }
      return new Once.OtherRequest();
    }

    private Step find(Receipt receipt) {
      Link link = links.find(receipt.key());
      return link != null && link.id().equals(receipt.link())
          ? answered(new Shortened.Reused(link))
          : new Step.Last(new Once.Deleted());
    }

    private Step create(Receipt receipt) {
      Link link = shortener.link(request, plan.target(), receipt.key(), receipt.link());
      return switch (links.create(link, plan.reuse())) {
        case Creation.Created(Link created) ->
          new Step.Last(new Once.Answered(new Shortened.Created(created), false));
        case Creation.Reused(Link other) ->
          other.id().equals(receipt.link())
              ? made(other)
              : new Step.Next(move(receipt, reusing(other)));
        case Creation.Taken() -> taken(receipt);
      };
    }

    private Step taken(Receipt receipt) {
      if (receipt.link().equals(links.holder(receipt.key()))) {
        Link link = links.find(receipt.key());
        return link == null ? new Step.Last(new Once.Deleted()) : made(link);
      }
      if (plan instanceof Plan.Chosen chosen) {
        return answered(shortener.taken(request, chosen));
      }
      return switch (next(receipt.key().code())) {
        case Draw.Exhausted exhausted -> new Step.Last(exhausted(exhausted));
        case Draw.Drawn drawn -> new Step.Next(move(receipt, naming(drawn.code())));
      };
    }

    /** A code to try that is not {@code taken}. */
    private Draw next(@Nullable Code taken) {
      return switch (plan) {
        case Plan.Chosen chosen -> new Draw.Drawn(chosen.code());
        case Plan.Drawn source -> {
          while (draws < Shortener.MAX_ATTEMPTS) {
            Draw draw = source.generator().draw(source.target(), draws++);
            if (!(draw instanceof Draw.Drawn drawn)
                || !(shortener.isReserved(drawn.code()) || drawn.code().equals(taken))) {
              yield draw;
            }
          }
          yield new Draw.Exhausted(Shortener.IN_USE);
        }
      };
    }

    private Receipt put(Receipt own) {
      Receipt now = receipts.putIfAbsent(key, own, KEPT);
      repeat |= !now.equals(own);
      return now;
    }

    /** Puts {@code next} in place of {@code old}, and returns what stands there then. */
    private Receipt move(Receipt old, Receipt next) {
      return receipts.replace(key, old, next, KEPT) ? next : put(next);
    }

    private Receipt naming(Code code) {
      return new Receipt(request.digest(), LinkKey.of(code), shortener.newId(), false);
    }

    private Receipt reusing(Link link) {
      return new Receipt(request.digest(), link.key(), link.id(), true);
    }

    private Step made(Link link) {
      return new Step.Last(new Once.Answered(new Shortened.Created(link), true));
    }

    private Step answered(Shortened shortened) {
      return new Step.Last(new Once.Answered(shortened, repeat));
    }

    private Once exhausted(Draw.Exhausted exhausted) {
      return new Once.Answered(new Shortened.Exhausted(exhausted.remedy()), false);
    }
  }
}
