package io.github.quotary.spark.executor;

import java.time.Clock;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Verifies the rows of a partition; goes to executors. */
public final class VerifyPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final VerifyTask task;
  private final Cells cells;
  private final boolean isStruct;
  private final int batchRows;

  /**
   * The function.
   *
   * @param isStruct whether the verdict is one column
   * @param batchRows how many rows are verified together
   */
  public VerifyPartition(VerifyTask task, Cells cells, boolean isStruct, int batchRows) {
    this.task = task;
    this.cells = cells;
    this.isStruct = isStruct;
    this.batchRows = batchRows;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Verifiers.Ready ready = task.verifier();
    return new PartitionVerifier(
        rows,
        new CellReader(cells, task.at(), ready.single(), Clock.systemUTC()),
        ready.verifier(),
        task.columns(ready),
        new PartitionVerifier.Shape(cells.kept(), isStruct, batchRows));
  }
}
