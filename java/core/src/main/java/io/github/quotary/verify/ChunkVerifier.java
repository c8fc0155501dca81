package io.github.quotary.verify;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the quotes of a chunk. All of them are parsed first; then the engine is asked once for
 * all signatures: of a quote of a known platform that is its own, with those of one key side by
 * side, and of any other quote those of its chain, its QE report and new collateral, too. Answers
 * are all that is shared. Each quote gets the verdict that it gets alone. Not thread-safe; made
 * once for many chunks.
 */
final class ChunkVerifier {
  /** More than one quote and its collateral have. */
  private static final int MAX_SIGNATURES = 16;

  /** Lanes for each quote: the signatures of a new platform, and some of new collateral. */
  private static final int LANES = 4;

  private static final int MAX_LANES = 65_536;

  /** New sets of collateral that are in memory at a time: they may be large. */
  private static final int MAX_COLLATERALS = 8;

  private final Verifier verifier;
  private final Pipeline pipeline;
  private final P256Batch signatures;
  private final boolean keepIds;

  /** Who waits, in the order of the keys: hash of the key, then index in the chunk. */
  private final long[] waiting;

  private int count;

  /** Indexes of the quotes whose platforms are not known. */
  private final int[] unrecognised;

  private int unrecognisedCount;

  /** What is known of each quote, at its index in the chunk; the quote if it is recognised. */
  private final @Nullable Quote[] quotes;

  private final @Nullable Step[] steps;

  /**
   * Knows no quote.
   *
   * @param keepIds whether quotes keep what was hashed for their signatures as their ids
   */
  ChunkVerifier(Verifier verifier, int chunkSize, boolean keepIds) {
    this.verifier = verifier;
    this.keepIds = keepIds;
    pipeline = verifier.pipeline();
    signatures = new P256Batch(Math.min(MAX_LANES, LANES * chunkSize + MAX_SIGNATURES));
    waiting = new long[chunkSize];
    unrecognised = new int[chunkSize];
    quotes = new @Nullable Quote[chunkSize];
    steps = new @Nullable Step[chunkSize];
  }

  /** Sets every result of the chunk. */
  void verify(BatchChunk<?> chunk) {
    count = 0;
    unrecognisedCount = 0;
    Preparation chains = pipeline.preparation();
    for (int i = 0; i < chunk.quotes().size(); i++) {
      begin(i, chunk, chains);
    }
    signatures.clear();
    addAwaited();
    if (unrecognisedCount > 0) {
      verifyUnrecognised(chunk);
    } else if (count > 0) {
      pipeline.engine().verifyAll(signatures);
      completeAwaited(chunk);
    }
  }

  private void verifyUnrecognised(BatchChunk<?> chunk) {
    int done = verifyTogether(chunk, 0);
    while (done < unrecognisedCount) {
      signatures.clear();
      done = verifyTogether(chunk, done);
    }
  }

  /** Sets the quote's result, or lets it wait. */
  private void begin(int index, BatchChunk<?> chunk, Preparation chains) {
    BatchQuote question = chunk.quotes().get(index);
    Instant at = Pipeline.seconds(question.at());
    Rejection unreadable = question.unreadable();
    if (unreadable != null) {
      chunk.setResult(index, verifier.refused(unreadable, at));
      return;
    }
    Outcome<Quote> parsed = pipeline.parse(question.quote(), question.collateral(), at);
    if (parsed instanceof Outcome.Failed<Quote> failed) {
      chunk.setResult(index, verifier.refused(failed.rejection(), at));
      return;
    }
    Quote quote = ((Outcome.Passed<Quote>) parsed).value();
    Step step =
        pipeline.begin(
            question.quote(), quote, question.collateral(), at, verifier.context(), chains);
    steps[index] = step;
    if (step instanceof Step.Decided decided) {
      chunk.setResult(index, decided.result());
    } else if (step instanceof SignatureAwaited awaited) {
      quotes[index] = quote;
      waiting[count++] = (long) awaited.key().hashCode() << Integer.SIZE | index;
    } else {
      unrecognised[unrecognisedCount++] = index;
    }
  }

  private void addAwaited() {
    Arrays.sort(waiting, 0, count);
    for (int lane = 0; lane < count; lane++) {
      int index = (int) waiting[lane];
      if (keepIds) {
        quote(index).addSignatureAndKeepId(signatures, awaited(index).key());
      } else {
        quote(index).addSignatureTo(signatures, awaited(index).key());
      }
    }
  }

  /**
   * Asks for all signatures that are in the batch, and for those of as many quotes of unknown
   * platforms as there is room for, and sets the results.
   *
   * @param from how many of the quotes of unknown platforms are done
   * @return how many are done now
   */
  private int verifyTogether(BatchChunk<?> chunk, int from) {
    Preparation preparation = pipeline.preparation();
    int end = from;
    try (CollateralFlights.Claims claims = pipeline.cache().claims()) {
      while (end < unrecognisedCount && (end == from || hasRoom(preparation))) {
        Step.Unrecognised step = unrecognised(unrecognised[end]);
        if (!claims.take(step.collateral())) {
          break;
        }
        preparation.put(step);
        preparation.addSignatures(step.owned().quote(), step.collateral(), signatures);
        end++;
      }
      EcdsaP256 answers = pipeline.engine().memoizing(signatures);
      verifyUnrecognised(chunk, from, end, preparation, answers);
    }
    if (from == 0) {
      completeAwaited(chunk);
    }
    return end;
  }

  private void verifyUnrecognised(
      BatchChunk<?> chunk, int from, int end, Preparation preparation, EcdsaP256 answers) {
    for (int i = from; i < end; i++) {
      int index = unrecognised[i];
      Instant at = Pipeline.seconds(chunk.quotes().get(index).at());
      chunk.setResult(
          index,
          pipeline.verify(unrecognised(index), preparation, answers, at, verifier.context()));
      steps[index] = null;
    }
  }

  private boolean hasRoom(Preparation preparation) {
    return signatures.capacity() - signatures.size() >= MAX_SIGNATURES
        && preparation.collaterals() < MAX_COLLATERALS;
  }

  private void completeAwaited(BatchChunk<?> chunk) {
    for (int lane = 0; lane < count; lane++) {
      int index = (int) waiting[lane];
      BatchQuote question = chunk.quotes().get(index);
      VerificationResult result =
          pipeline.complete(
              awaited(index),
              signatures.isVerified(lane),
              question.quote(),
              quote(index),
              question.collateral(),
              Pipeline.seconds(question.at()),
              verifier.context());
      chunk.setResult(index, result);
      quotes[index] = null;
      steps[index] = null;
    }
  }

  private Quote quote(int index) {
    return Objects.requireNonNull(quotes[index]);
  }

  private SignatureAwaited awaited(int index) {
    return (SignatureAwaited) Objects.requireNonNull(steps[index]);
  }

  private Step.Unrecognised unrecognised(int index) {
    return (Step.Unrecognised) Objects.requireNonNull(steps[index]);
  }
}
