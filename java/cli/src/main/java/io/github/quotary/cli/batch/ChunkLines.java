package io.github.quotary.cli.batch;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.VerdictLines;
import io.github.quotary.verify.BatchChunk;
import io.github.quotary.verify.VerificationResult;
import java.util.function.Function;

/**
 * The lines of a chunk, made by the thread that verified it, and what the batch counts of them. Not
 * thread-safe: handed from there to the output as a whole, and used again.
 */
final class ChunkLines {
  private final VerdictLines lines = new VerdictLines();
  private final Misfits misfits = new Misfits();
  private int exitCode;
  private long bytesRead;

  /** The lines of these results, instead of any others. */
  void fill(BatchChunk<QuoteEntry> chunk, Function<QuoteEntry, Provenance> sources) {
    lines.clear();
    misfits.clear();
    exitCode = ExitCode.OK;
    bytesRead = 0;
    for (int i = 0; i < chunk.size(); i++) {
      add(chunk.quote(i), chunk.result(i), sources);
    }
  }

  private void add(
      QuoteEntry entry, VerificationResult result, Function<QuoteEntry, Provenance> sources) {
    InputChecks checks = InputChecks.of(result, entry.bindings(), entry.logs());
    lines.add(entry.id(), checks, sources.apply(entry));
    misfits.add(result, checks);
    exitCode = ExitCode.heavier(exitCode, ExitCode.of(checks.result()));
    if (checks.fails()) {
      exitCode = ExitCode.heavier(exitCode, ExitCode.REJECTED);
    }
    bytesRead += entry.size();
  }

  VerdictLines lines() {
    return lines;
  }

  Misfits misfits() {
    return misfits;
  }

  /** The most severe of its quotes. */
  int exitCode() {
    return exitCode;
  }

  /** How many bytes of the input they took. */
  long bytesRead() {
    return bytesRead;
  }
}
