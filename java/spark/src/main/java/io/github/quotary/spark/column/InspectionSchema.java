package io.github.quotary.spark.column;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The struct of {@code inspect_quote}: what a quote says. Nothing in it is verified. */
public final class InspectionSchema {
  private static final StructType INSPECTION =
      new StructType()
          .add("problem", StringType)
          .add("tee", StringType)
          .add("quote_version", IntegerType)
          .add("quote_id", BinaryType)
          .add("measurements", VerdictSchema.MEASUREMENTS)
          .add("attestation_key", BinaryType)
          .add("fmspc", StringType)
          .add("ca", StringType)
          .add("ppid", BinaryType)
          .add("pce_id", BinaryType)
          .add("pce_svn", LongType)
          .add("cpu_svn", BinaryType);

  private InspectionSchema() {}

  /** The columns. */
  public static StructType inspection() {
    return INSPECTION;
  }

  /** What these bytes say; {@code problem} tells why they are not a quote. */
  public static Row of(ByteBuffer bytes) {
    QuoteParse parse = Quote.tryParse(bytes);
    if (!(parse instanceof QuoteParse.Parsed parsed)) {
      QuoteParse.Malformed malformed = (QuoteParse.Malformed) parse;
      return problem("offset " + malformed.offset() + ": " + malformed.problem());
    }
    Quote quote = parsed.quote();
    ByteBuffer key = quote.signatureData().attestationKey();
    byte[] keyBytes = new byte[key.remaining()];
    key.get(keyBytes);
    PckChain chain = chain(quote);
    PckCertificate pck = chain == null ? null : chain.pck().orElse(null);
    return RowFactory.create(
        null,
        quote.teeType().name().toLowerCase(Locale.ROOT),
        quote.version(),
        quote.id().toByteArray(),
        RowForm.measurementRow(quote.body()),
        keyBytes,
        pck == null ? null : pck.fmspc().toString(),
        chain == null
            ? null
            : chain.caType().map(ca -> ca.name().toLowerCase(Locale.ROOT)).orElse(null),
        pck == null ? null : pck.ppid().toByteArray(),
        pck == null ? null : pck.pceId().toByteArray(),
        pck == null ? null : pck.pceSvn(),
        pck == null ? null : pck.cpuSvn().toByteArray());
  }

  /** What is not a quote. */
  public static Row problem(String problem) {
    @Nullable Object[] values = new @Nullable Object[INSPECTION.length()];
    values[0] = problem;
    return RowFactory.create(values);
  }

  private static @Nullable PckChain chain(Quote quote) {
    try {
      return PckChain.parse(quote.signatureData().certificationData().data());
    } catch (PkiFormatException e) {
      return null;
    }
  }
}
