package io.github.quotary.spark.app;

import com.fasterxml.jackson.databind.node.LongNode;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.batch.Slice;
import io.github.quotary.spark.column.Times;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A line as a row with its id; a line without one is known by its SHA-256. Stateless. */
record LineRows(InputFormat format, Times times) implements MapFunction<Row, Row> {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("quote", DataTypes.BinaryType)
          .add("at", DataTypes.TimestampType)
          .add("problem", DataTypes.StringType);

  /** No line has this number; so it tells that a line has no id, and no number is told. */
  private static final long NO_NUMBER = Long.MIN_VALUE;

  @Override
  public Row call(Row row) {
    byte[] line = row.getString(0).strip().getBytes(StandardCharsets.UTF_8);
    if (format == InputFormat.TEXT) {
      return RowFactory.create(hash(line), line, null, null);
    }
    if (line.length > QuoteLine.MAX_SIZE) {
      return RowFactory.create(
          hash(line), null, null, "the line has more than " + QuoteLine.MAX_SIZE + " bytes");
    }
    QuoteEntry.Decoded decoded = QuoteLine.decoded(new Slice(line, 0, line.length), NO_NUMBER);
    String id =
        decoded.id().equals(LongNode.valueOf(NO_NUMBER)) ? hash(line) : decoded.id().asText();
    Object at = decoded.at() == null ? null : times.of(decoded.at());
    String problem = decoded.problem();
    if (problem != null) {
      return RowFactory.create(id, null, at, problem.replace("line " + NO_NUMBER, "the line"));
    }
    boolean isAlone = decoded.bindings().isEmpty() && decoded.logs().isEmpty();
    return RowFactory.create(id, isAlone ? bytes(decoded.quote()) : line, at, null);
  }

  private static byte[] bytes(ByteBuffer quote) {
    byte[] bytes = new byte[quote.remaining()];
    quote.duplicate().get(bytes);
    return bytes;
  }

  private static String hash(byte[] line) {
    return "sha256:" + HexFormat.of().formatHex(Sha2.sha256(line));
  }
}
