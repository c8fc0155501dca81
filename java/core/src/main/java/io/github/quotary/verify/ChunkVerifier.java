package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.verify.KeptPlatform.KeptTcb;
import io.github.quotary.verify.VerificationResult.Rejected;
import java.util.Arrays;
import java.util.List;
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
  private final StraightLine line;
  private final P256Batch signatures;

  /** Who waits, in the order of the keys: hash of the key, then index in the chunk. */
  private final long[] waiting;

  private int count;

  /** What is known of a quote that waits, at its index in the chunk. */
  private final @Nullable Quote[] quotes;

  private final @Nullable KeptPlatform[] platforms;
  private final @Nullable KeptTcb[] tcbs;

  ChunkVerifier(Verifier verifier, int chunkSize) {
    this.verifier = verifier;
    line = verifier.line();
    signatures = new P256Batch(chunkSize);
    waiting = new long[chunkSize];
    quotes = new @Nullable Quote[chunkSize];
    platforms = new @Nullable KeptPlatform[chunkSize];
    tcbs = new @Nullable KeptTcb[chunkSize];
  }

  /** Sets every result of the chunk. */
  void verify(BatchChunk<?> chunk) {
    count = 0;
    List<? extends BatchQuote> questions = chunk.quotes();
    for (int i = 0; i < questions.size(); i++) {
      VerificationResult result = compare(i, questions.get(i));
      if (result != null) {
        chunk.results().set(i, result);
      }
    }
    if (count > 0) {
      askForSignatures();
      answer(questions, chunk.results());
    }
  }

  /** The verdict; null for a quote that waits. */
  private @Nullable VerificationResult compare(int index, BatchQuote question) {
    Outcome<Quote> parsed = verifier.parse(question);
    if (parsed instanceof Outcome.Failed<Quote> failed) {
      return new Rejected(failed.rejection(), null);
    }
    Quote quote = parsed.orElseThrow();
    Collateral collateral = question.collateral();
    if (collateral == null) {
      SourcedCollateral sourced = verifier.fromSource(quote);
      collateral = sourced.collateral();
      if (collateral == null) {
        return sourced.verdict();
      }
    }
    KeptCollateral statements = line.find(collateral);
    KeptPlatform platform = statements == null ? null : line.find(statements, quote);
    if (platform == null) {
      return line.verifyUnknown(quote, collateral, statements, Verifier.seconds(question.at()));
    }
    KeptTcb tcb = PlatformLine.comparedTcb(platform, quote);
    if (tcb == null) {
      return line.platformLine().verifyAnew(platform, quote, Verifier.seconds(question.at()));
    }
    await(index, quote, platform, tcb);
    return null;
  }

  private void await(int index, Quote quote, KeptPlatform platform, KeptTcb tcb) {
    quotes[index] = quote;
    platforms[index] = platform;
    tcbs[index] = tcb;
    waiting[count++] = (long) platform.attestationKey().hashCode() << Integer.SIZE | index;
  }

  private void askForSignatures() {
    Arrays.sort(waiting, 0, count);
    signatures.clear();
    for (int lane = 0; lane < count; lane++) {
      int index = (int) waiting[lane];
      quote(index).addSignatureTo(signatures, platform(index).attestationKey());
    }
    verifier.engine().verifyAll(signatures);
  }

  private void answer(List<? extends BatchQuote> questions, List<VerificationResult> results) {
    for (int lane = 0; lane < count; lane++) {
      int index = (int) waiting[lane];
      results.set(
          index,
          line.platformLine()
              .answered(
                  platform(index),
                  Objects.requireNonNull(tcbs[index]),
                  quote(index),
                  Verifier.seconds(questions.get(index).at()),
                  signatures.isVerified(lane)));
      quotes[index] = null;
      platforms[index] = null;
      tcbs[index] = null;
    }
  }

  private Quote quote(int index) {
    return Objects.requireNonNull(quotes[index]);
  }

  private KeptPlatform platform(int index) {
    return Objects.requireNonNull(platforms[index]);
  }
}
