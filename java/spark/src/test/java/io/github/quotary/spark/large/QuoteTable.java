package io.github.quotary.spark.large;

import io.github.quotary.spark.fleet.QuoteMint;
import java.util.Iterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A table of quotes from a mint. */
public final class QuoteTable {
  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.LongType).add("quote", DataTypes.BinaryType);

  private QuoteTable() {}

  /** Rows of quotes; distinct ones, but for those that are null. */
  public static Dataset<Row> of(SparkSession spark, QuoteMint mint, long rows, int partitions) {
    Broadcast<QuoteMint> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(mint);
    return spark
        .range(0, rows, 1, partitions)
        .mapPartitions(
            (MapPartitionsFunction<Long, Row>) numbers -> quotes(shared.value(), numbers),
            Encoders.row(SCHEMA));
  }

  /** The ids of rows whose quotes are read, too, and not looked at. */
  static Dataset<Row> ids(Dataset<Row> quotes) {
    return quotes.map(
        (MapFunction<Row, Row>) row -> RowFactory.create(row.getLong(0)),
        Encoders.row(new StructType().add("id", DataTypes.LongType)));
  }

  private static Iterator<Row> quotes(QuoteMint mint, Iterator<Long> numbers) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return numbers.hasNext();
      }

      @Override
      public Row next() {
        long number = numbers.next();
        return RowFactory.create(number, mint.quote(number));
      }
    };
  }
}
