package io.github.quotary.spark;

import io.github.quotary.spark.sql.QuoteFunctions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.internal.SQLConf;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Adds {@code verify_quote}, {@code inspect_quote} and {@code replay_log} to every session of
 * {@code spark.sql.extensions=io.github.quotary.spark.QuotarySparkExtensions}. Each query is
 * verified by the {@code spark.quotary.…} that its session has then.
 */
public final class QuotarySparkExtensions
    extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  /** Made by Spark. */
  public QuotarySparkExtensions() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    QuoteFunctions.inject(
        extensions,
        () ->
            QuotarySpark.task(SparkSession.active(), key -> SQLConf.get().getConfString(key, "")));
    return BoxedUnit.UNIT;
  }
}
