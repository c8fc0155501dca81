package io.github.quotary.guest.provider;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The 64 bytes that a quote is to carry, and whether one carries them. Immutable.
 *
 * @param value 64 bytes
 */
public record ReportData(Measurement value) {
  /** In bytes. */
  public static final int SIZE = 64;

  /** Checks the size. */
  public ReportData {
    if (value.size() != SIZE) {
      throw new IllegalArgumentException(
          "Report data of " + value.size() + " bytes; fill them up with zeros to " + SIZE);
    }
  }

  /**
   * Report data of a copy of these bytes.
   *
   * @throws IllegalArgumentException if they are not 64
   */
  public static ReportData of(byte[] bytes) {
    return new ReportData(Measurement.of(bytes));
  }

  /** In lower-case hexadecimal, 128 digits. */
  public String hex() {
    return value.toString();
  }

  /**
   * Why these bytes are not a quote over these report data; empty if they are. The signature is not
   * checked.
   *
   * @param where whom the bytes are of, for the fault
   */
  public Optional<GuestFault> faultOf(ByteBuffer quote, String where) {
    if (!quote.hasRemaining()) {
      return Optional.of(new GuestFault.Malformed(where, "the quote is empty"));
    }
    QuoteParse parse = Quote.tryParse(quote);
    if (parse instanceof QuoteParse.Parsed parsed) {
      Measurement quoted = parsed.quote().body().reportData();
      return quoted.equals(value)
          ? Optional.empty()
          : Optional.of(new GuestFault.OtherReportData(where, value, quoted));
    }
    QuoteParse.Malformed malformed = (QuoteParse.Malformed) parse;
    return Optional.of(
        new GuestFault.Malformed(
            where,
            "the quote cannot be read: at byte "
                + malformed.offset()
                + ": "
                + malformed.problem()));
  }
}
