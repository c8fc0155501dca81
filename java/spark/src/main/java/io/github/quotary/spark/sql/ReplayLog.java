package io.github.quotary.spark.sql;

import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.spark.column.ReplaySchema;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction1;

/** {@code replay_log(log)}. Stateless. */
final class ReplayLog extends AbstractFunction1<Object, Object>
    implements UDF1<Object, Row>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Row call(@Nullable Object log) {
    if (log == null) {
      return ReplaySchema.problem("there is no log: the column is NULL");
    }
    byte[] bytes =
        log instanceof byte[] raw ? raw : log.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > EvidenceReader.MAX_BYTES) {
      return ReplaySchema.problem("more than " + EvidenceReader.MAX_BYTES + " bytes, the maximum");
    }
    try {
      return ReplaySchema.of(LogReader.parse(bytes));
    } catch (EventLogFormatException e) {
      return ReplaySchema.problem(String.valueOf(e.getMessage()));
    } catch (MalformedLogException e) {
      return ReplaySchema.problem(e.problem());
    }
  }

  @Override
  public Object apply(@Nullable Object log) {
    return call(log);
  }
}
