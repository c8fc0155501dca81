package io.github.quotary.spark.executor;

import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.spark.column.PlatformCache;
import io.github.quotary.spark.column.VerdictColumns;
import io.github.quotary.spark.column.VerdictSchema;
import io.github.quotary.verify.BatchVerifier;
import java.time.Clock;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Verifies quotes one at a time, as a function does. Not thread-safe. */
public final class SingleQuotes {
  private static final Cells QUOTE_AND_TIME = new Cells(0, 1, -1, -1);

  private static final int PLATFORMS = 1024;

  private final CellReader<@Nullable Object[]> reader;
  private final BatchVerifier verifier;
  private final VerdictColumns columns;

  /** With the verifier of this JVM. */
  public SingleQuotes(VerifyTask task) {
    Verifiers.Ready ready = task.verifier();
    reader =
        new CellReader<>(
            QUOTE_AND_TIME,
            task.at(),
            (values, index) -> values[index],
            ready.single(),
            Clock.systemUTC());
    verifier = BatchVerifier.builder(ready.verifier()).keepIds(true).chunk(1).build();
    columns = task.columns(ready, task.rowForm(), new PlatformCache(PLATFORMS));
  }

  /**
   * The verdict as a struct.
   *
   * @param quote in any form, or null
   * @param at the time of verification; null for the default
   */
  public Row verify(@Nullable Object quote, @Nullable Object at) {
    @Nullable Object[] verdict = new @Nullable Object[VerdictSchema.verdict().length()];
    verifier.verify(
        List.of(reader.read(new @Nullable Object[] {quote, at})),
        (index, cell, result) ->
            columns.write(
                InputChecks.of(result, cell.bindings(), cell.logs()),
                false,
                cell.quote(),
                verdict,
                0));
    return RowFactory.create(verdict);
  }
}
