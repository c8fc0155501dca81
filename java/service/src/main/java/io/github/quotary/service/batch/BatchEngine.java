package io.github.quotary.service.batch;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.VerdictLines;
import io.github.quotary.verify.BatchChunk;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.Verifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Verifies the blocks of batches, on threads of its own, which may wait. Thread-safe. */
public final class BatchEngine {
  private final Supplier<Verifier> verifier;
  private final Executor threads;
  private final int maxBatches;
  private final BooleanSupplier isTimeAllowed;
  private final Consumer<Verdict> verdicts;
  private final Provenance usual;
  private final Provenance ownTime;
  private final QuoteEntry.Defaults defaults;
  private final AtomicInteger batches = new AtomicInteger();

  /**
   * An engine.
   *
   * @param verifier of the policy that counts
   * @param threads have room for all blocks of all batches
   * @param maxBatches how many batches may run at a time
   * @param isTimeAllowed whether a line may state its time of verification
   * @param verdicts hears of each verdict
   * @param usual where time and collateral come from
   * @param ownTime the same for a line with its own time
   */
  public BatchEngine(
      Supplier<Verifier> verifier,
      Executor threads,
      int maxBatches,
      BooleanSupplier isTimeAllowed,
      Consumer<Verdict> verdicts,
      Provenance usual,
      Provenance ownTime,
      Clock clock) {
    this.verifier = verifier;
    this.threads = threads;
    this.maxBatches = maxBatches;
    this.isTimeAllowed = isTimeAllowed;
    this.verdicts = verdicts;
    this.usual = usual;
    this.ownTime = ownTime;
    defaults =
        new QuoteEntry.Defaults() {
          @Override
          public @Nullable Collateral collateral() {
            return null;
          }

          @Override
          public Instant at() {
            return clock.instant();
          }
        };
  }

  QuoteEntry.Defaults defaults() {
    return defaults;
  }

  boolean isTimeAllowed() {
    return isTimeAllowed.getAsBoolean();
  }

  /** Begins a batch; false if there are as many as there may be. */
  boolean open() {
    if (batches.incrementAndGet() > maxBatches) {
      batches.decrementAndGet();
      return false;
    }
    return true;
  }

  void close() {
    batches.decrementAndGet();
  }

  void execute(Runnable task) {
    threads.execute(task);
  }

  /** The lines of a block's verdicts. */
  byte[] lines(Block block) {
    VerdictLines lines = new VerdictLines();
    BatchVerifier.builder(verifier.get())
        .keepIds(true)
        .chunk(block.entries().size())
        .build()
        .verify(block.entries(), chunk -> add(chunk, lines), nothing -> {});
    return Arrays.copyOf(lines.bytes(), lines.size());
  }

  private Boolean add(BatchChunk<QuoteEntry> chunk, VerdictLines lines) {
    for (int i = 0; i < chunk.size(); i++) {
      QuoteEntry entry = chunk.quote(i);
      InputChecks checks = InputChecks.of(chunk.result(i), entry.bindings(), entry.logs());
      verdicts.accept(checks.result().verdict());
      lines.add(entry.id(), checks, entry.hasOwnTime() ? ownTime : usual);
    }
    return true;
  }
}
