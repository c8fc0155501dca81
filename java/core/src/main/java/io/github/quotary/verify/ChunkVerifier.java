package io.github.quotary.verify;

import io.github.quotary.crypto.P256Batch;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the quotes of a chunk. Those of known platforms, of which only the signature is left to
 * check, wait until all others are done; then the engine is asked once for all of them, with those
 * of one key side by side. Each quote gets the verdict that it gets alone. Not thread-safe; made
 * once for many chunks.
 */
final class ChunkVerifier {
  private final Verifier verifier;
  private final Pipeline pipeline;
  private final P256Batch signatures;

  /** Who waits, in the order of the keys: hash of the key, then index in the chunk. */
  private final long[] waiting;

  private int count;

  /** A quote that waits, and what is known of it, at its index in the chunk. */
  private final @Nullable Quote[] quotes;

  private final @Nullable SignatureAwaited[] awaited;

  ChunkVerifier(Verifier verifier, int chunkSize) {
    this.verifier = verifier;
    pipeline = verifier.pipeline();
    signatures = new P256Batch(chunkSize);
    waiting = new long[chunkSize];
    quotes = new @Nullable Quote[chunkSize];
    awaited = new @Nullable SignatureAwaited[chunkSize];
  }

  /** Sets every result of the chunk. */
  void verify(BatchChunk<?> chunk) {
    count = 0;
    for (int i = 0; i < chunk.quotes().size(); i++) {
      begin(i, chunk);
    }
    if (count > 0) {
      askForSignatures();
      complete(chunk);
    }
  }

  /** Sets the quote's result, or lets it wait. */
  private void begin(int index, BatchChunk<?> chunk) {
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
        pipeline.begin(question.quote(), quote, question.collateral(), at, verifier.context());
    if (step instanceof Step.Decided decided) {
      chunk.setResult(index, decided.result());
    } else {
      await(index, quote, (SignatureAwaited) step);
    }
  }

  private void await(int index, Quote quote, SignatureAwaited step) {
    quotes[index] = quote;
    awaited[index] = step;
    waiting[count++] = (long) step.key().hashCode() << Integer.SIZE | index;
  }

  private void askForSignatures() {
    Arrays.sort(waiting, 0, count);
    signatures.clear();
    for (int lane = 0; lane < count; lane++) {
      int index = (int) waiting[lane];
      quote(index).addSignatureTo(signatures, awaited(index).key());
    }
    pipeline.engine().verifyAll(signatures);
  }

  private void complete(BatchChunk<?> chunk) {
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
      awaited[index] = null;
    }
  }

  private Quote quote(int index) {
    return Objects.requireNonNull(quotes[index]);
  }

  private SignatureAwaited awaited(int index) {
    return Objects.requireNonNull(awaited[index]);
  }
}
