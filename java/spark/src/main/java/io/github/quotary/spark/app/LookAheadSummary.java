package io.github.quotary.spark.app;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which platforms get another status with the next data sets, and by what. */
final class LookAheadSummary {
  private static final int LISTED = 200;

  private LookAheadSummary() {}

  static String text(Dataset<Row> verdicts) {
    List<Row> changes =
        verdicts
            .select(col("fmspc"), col("tcb_status"), explode(col("forecasts")).as("f"))
            .select(
                col("fmspc"),
                col("tcb_status"),
                col("f.data_set").as("data_set"),
                col("f.tcb_evaluation_data_number").as("number"),
                coalesce(col("f.tcb_status"), col("f.reason"), col("f.outcome")).as("next"),
                array_join(col("f.shortfalls"), "; ").as("lacks"))
            .filter(col("tcb_status").notEqual(col("next")))
            .groupBy("data_set", "number", "fmspc", "tcb_status", "next", "lacks")
            .count()
            .orderBy(
                col("data_set"), col("number"), col("count").desc(), col("fmspc"), col("lacks"))
            .limit(LISTED + 1)
            .collectAsList();
    StringBuilder text = new StringBuilder("Look ahead\n");
    if (changes.isEmpty()) {
      text.append("  no row gets another TCB status\n");
    }
    for (Row row : changes.subList(0, Math.min(LISTED, changes.size()))) {
      Object number = row.get(1);
      text.append(
              String.format(
                  Locale.ROOT,
                  "  %s data set%s: FMSPC %s, %,d rows from %s to %s: %s",
                  row.getString(0),
                  number == null ? "" : ", evaluation data number " + number,
                  row.getString(2),
                  row.getLong(6),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5)))
          .append('\n');
    }
    if (changes.size() > LISTED) {
      text.append("  and more: the column forecasts has them\n");
    }
    return text.toString();
  }
}
