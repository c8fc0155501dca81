package io.github.quotary.spark.sql;

import io.github.quotary.spark.column.InspectionSchema;
import io.github.quotary.spark.executor.QuoteCell;
import java.io.Serializable;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction1;

/** {@code inspect_quote(quote)}. Stateless. */
final class InspectQuote extends AbstractFunction1<Object, Object>
    implements UDF1<Object, Row>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Row call(@Nullable Object quote) {
    QuoteCell cell = QuoteCell.of(quote, Instant.EPOCH, null, false);
    String problem = cell.problem();
    return problem != null ? InspectionSchema.problem(problem) : InspectionSchema.of(cell.quote());
  }

  @Override
  public Object apply(@Nullable Object quote) {
    return call(quote);
  }
}
