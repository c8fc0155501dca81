package io.github.quotary.service.together;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Questions whose platform's collateral must be looked up first. One look-up serves all that wait
 * for it, on threads of its own; who has waited too long is answered as undecided. Thread-safe.
 */
final class Lookups {
  private final ReadyCollateral collateral;
  private final Executor threads;
  private final int maxWaiting;
  private final Consumer<Verdict> verdicts;

  /** Who waits for which platform; guarded by itself, as is the count. */
  private final Map<CollateralKey, List<Waiting>> waiting = new HashMap<>();

  private int count;

  /**
   * Nobody waits.
   *
   * @param threads runs look-ups, each of which may wait for long
   * @param maxWaiting how many questions may wait
   * @param verdicts hears what answers say
   */
  Lookups(
      ReadyCollateral collateral, Executor threads, int maxWaiting, Consumer<Verdict> verdicts) {
    this.collateral = collateral;
    this.threads = threads;
    this.maxWaiting = maxWaiting;
    this.verdicts = verdicts;
  }

  /**
   * Lets a question wait for its platform's collateral.
   *
   * @param question one whose verifier has asked for collateral: it asks only for platforms that
   *     its root has signed
   */
  void add(Waiting question) {
    Optional<CollateralKey> platform = QuotePlatform.of(question.quote());
    if (platform.isEmpty()) {
      give(List.of(question), new Lookup.Unavailable("the quote names no platform", false));
      return;
    }
    CollateralKey key = platform.get();
    boolean isFirst;
    synchronized (waiting) {
      isFirst = count < maxWaiting && !waiting.containsKey(key);
      if (count < maxWaiting) {
        waiting.computeIfAbsent(key, any -> new ArrayList<>()).add(question);
        count++;
        if (!isFirst) {
          return;
        }
      }
    }
    if (!isFirst) {
      give(List.of(question), busy());
      return;
    }
    try {
      threads.execute(() -> look(key));
    } catch (RejectedExecutionException e) {
      give(taken(key), busy());
    }
  }

  private static Lookup busy() {
    return new Lookup.Unavailable(
        "too many quotes wait for the collateral of their platforms; ask again later", true);
  }

  private void look(CollateralKey key) {
    Lookup lookup;
    try {
      lookup = collateral.wait(key);
    } catch (RuntimeException e) {
      lookup = new Lookup.Unavailable("the look-up of collateral failed", true);
    }
    give(taken(key), lookup);
  }

  private List<Waiting> taken(CollateralKey key) {
    synchronized (waiting) {
      List<Waiting> all = waiting.remove(key);
      if (all == null) {
        return List.of();
      }
      count -= all.size();
      return all;
    }
  }

  /** Answers those whose time is over. */
  void expire(long now) {
    List<Waiting> late = new ArrayList<>();
    synchronized (waiting) {
      for (List<Waiting> each : waiting.values()) {
        for (Iterator<Waiting> all = each.iterator(); all.hasNext(); ) {
          Waiting one = all.next();
          if (one.isDone() || one.deadline() - now <= 0) {
            all.remove();
            count--;
            late.add(one);
          }
        }
      }
    }
    give(
        late,
        new Lookup.Unavailable(
            "the collateral of this platform did not come in time; ask again later", true));
  }

  /** Verifies with what was found, or answers what was not. */
  private void give(List<Waiting> questions, Lookup lookup) {
    Rendering rendering = new Rendering(verdicts);
    Replies replies = new Replies();
    for (Waiting one : questions) {
      if (!one.isDone()) {
        Question question = one.question();
        try {
          VerificationResult result =
              question
                  .verifier()
                  .withCollateralSource(key -> lookup)
                  .verify(question.quote(), question.at(), question.expected());
          replies.add(one, rendering.answer(question, result));
        } catch (RuntimeException e) {
          replies.add(one, Rendering.internal());
        }
      }
    }
    replies.send();
  }
}
