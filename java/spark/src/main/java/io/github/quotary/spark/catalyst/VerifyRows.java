package io.github.quotary.spark.catalyst;

import io.github.quotary.spark.executor.Cells;
import io.github.quotary.spark.executor.VerifyTask;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** Verifies the rows of a partition; goes to executors. */
final class VerifyRows extends AbstractFunction1<Iterator<Object>, Iterator<Object>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final VerifyTask task;
  private final Cells cells;
  private final DataType[] types;
  private final int kept;
  private final boolean isStruct;
  private final int batchRows;

  VerifyRows(
      VerifyTask task, Cells cells, DataType[] types, int kept, boolean isStruct, int batchRows) {
    this.task = task;
    this.cells = cells;
    this.types = types;
    this.kept = kept;
    this.isStruct = isStruct;
    this.batchRows = batchRows;
  }

  @Override
  @SuppressWarnings("unchecked") // The plan gives such rows, and takes such.
  public Iterator<Object> apply(Iterator<Object> rows) {
    java.util.Iterator<InternalRow> input =
        (java.util.Iterator<InternalRow>) (java.util.Iterator<?>) CollectionConverters.asJava(rows);
    java.util.Iterator<InternalRow> verified =
        task.verified(input, cells, new InternalRows(types, kept, isStruct), batchRows);
    return (Iterator<Object>) (Iterator<?>) CollectionConverters.asScala(verified);
  }
}
