package io.github.quotary.service.together;

import io.github.quotary.policy.Expected;
import io.github.quotary.verify.BatchChunk;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes whatever waits, verifies the quotes of the standard policy together and any other one
 * alone. A chunk is what was there when the worker came. Runs on one thread.
 */
final class Worker implements Runnable {
  private final VerifyQueue queue;
  private final Rendering rendering;
  private final Replies replies = new Replies();

  /** Taken from the queue, not begun. */
  private final Deque<Waiting> taken = new ArrayDeque<>();

  /** Given to the batch, not answered. */
  private final List<Waiting> begun = new ArrayList<>();

  private boolean isBusy;

  Worker(VerifyQueue queue) {
    this.queue = queue;
    rendering = new Rendering(queue::onVerdict);
  }

  @Override
  public void run() {
    while (take()) {
      Verifier standard = queue.standard();
      try {
        batch(standard);
      } catch (RuntimeException e) {
        begun.forEach(each -> replies.add(each, Rendering.internal()));
        begun.clear();
        replies.send();
      }
    }
  }

  /** Waits for questions; false if there will be none. */
  private boolean take() {
    if (!taken.isEmpty()) {
      return true;
    }
    rest();
    try {
      isBusy = queue.line().take(taken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return isBusy;
  }

  private void rest() {
    if (isBusy) {
      isBusy = false;
      queue.line().rest();
    }
  }

  /** One batch, for as long as the standard policy stays. */
  private void batch(Verifier standard) {
    Feed feed = new Feed(standard);
    BatchVerifier.builder(queue.hot(standard))
        .keepIds(true)
        .chunk(queue.together())
        .closeChunkWhen(() -> taken.isEmpty() || !feed.isNextForBatch())
        .build()
        .verify(() -> feed, this::answer, nothing -> {});
  }

  private Boolean answer(BatchChunk<Waiting> chunk) {
    queue.onChunk(chunk.size());
    for (int i = 0; i < chunk.size(); i++) {
      answer(chunk.quote(i), chunk.result(i));
    }
    begun.clear();
    replies.send();
    return true;
  }

  private void answer(Waiting waiting, VerificationResult result) {
    if (ReadyCollateral.isNotReady(result)) {
      queue.lookups().add(waiting);
    } else {
      replies.add(waiting, rendering.answer(waiting.question(), result));
    }
  }

  /** One that has a policy or expectations of its own. */
  private void verifyAlone(Waiting waiting) {
    Question question = waiting.question();
    begun.add(waiting);
    Verifier verifier = queue.hot(question.verifier());
    VerificationResult result =
        question.collateral() == null
            ? verifier.verify(question.quote(), question.at(), question.expected())
            : verifier.verify(
                question.quote(), question.collateral(), question.at(), question.expected());
    queue.onChunk(1);
    answer(waiting, result);
    begun.clear();
    replies.send();
  }

  /** What the batch reads: waits where nothing is left, and never with a chunk begun. */
  private final class Feed implements Iterator<Waiting> {
    private final Verifier standard;
    private @Nullable Waiting next;

    Feed(Verifier standard) {
      this.standard = standard;
    }

    /** Whether the next one that was taken can be verified with the others. */
    boolean isNextForBatch() {
      return isForBatch(taken.getFirst());
    }

    @SuppressWarnings("ReferenceEquality") // The same verifier, not one like it.
    private boolean isForBatch(Waiting waiting) {
      Question question = waiting.question();
      return question.verifier() == standard && question.expected() == Expected.nothing();
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean hasNext() {
      while (next == null) {
        if (!take() || queue.standard() != standard) {
          return false;
        }
        Waiting first = taken.removeFirst();
        if (first.isDone()) {
          continue;
        }
        if (isForBatch(first)) {
          next = first;
        } else {
          verifyAlone(first);
        }
      }
      return true;
    }

    @Override
    public Waiting next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Waiting given = Objects.requireNonNull(next);
      next = null;
      begun.add(given);
      return given;
    }
  }
}
