package io.github.quotary.spark.sql;

import io.github.quotary.spark.executor.SingleQuotes;
import io.github.quotary.spark.executor.VerifyTask;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction2;

/** {@code verify_quote(quote, at)}. A task has one of its own. */
final class VerifyQuote extends AbstractFunction2<Object, Object, Object>
    implements UDF2<Object, Object, Row>, Serializable {
  private static final long serialVersionUID = 1L;

  private final VerifyTask task;
  private transient @Nullable SingleQuotes quotes;

  VerifyQuote(VerifyTask task) {
    this.task = task;
  }

  @Override
  public Row call(@Nullable Object quote, @Nullable Object at) {
    synchronized (task) {
      SingleQuotes ready = quotes;
      if (ready == null) {
        ready = new SingleQuotes(task);
        quotes = ready;
      }
      return ready.verify(quote, at);
    }
  }

  @Override
  public Object apply(@Nullable Object quote, @Nullable Object at) {
    return call(quote, at);
  }
}
