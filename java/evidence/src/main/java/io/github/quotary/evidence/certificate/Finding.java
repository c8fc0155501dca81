package io.github.quotary.evidence.certificate;

import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Binding.Outcome;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import io.github.quotary.quote.ReportBody;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.EventLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A quote in a certificate.
 *
 * @param place the extension that holds it, for people
 * @param quote its bytes
 * @param bindings what binds it to the certificate's key
 * @param log the event log beside it
 */
record Finding(String place, ByteBuffer quote, List<Binding> bindings, Optional<EventLog> log) {
  /** Name of the binding of a key whose hash is the report data. */
  static final String KEY_IN_REPORT_DATA = "certificate key in report data";

  private static final int ENCLAVE_REPORT_DATA = 320;
  private static final int TD_REPORT_DATA = 520;
  private static final int REPORT_DATA_SIZE = 64;

  /** The same quote, bound by something more. */
  Finding with(List<Binding> more) {
    List<Binding> all = new ArrayList<>(bindings);
    all.addAll(more);
    return new Finding(place, quote, all, log);
  }

  /** Whether both quotes were made by the same workload: all but their report data agrees. */
  boolean speaksForThatOf(Finding other) {
    Optional<byte[]> mine = workload(quote);
    Optional<byte[]> theirs = workload(other.quote);
    return mine.isPresent() && theirs.isPresent() && Arrays.equals(mine.get(), theirs.get());
  }

  private static Optional<byte[]> workload(ByteBuffer quote) {
    return body(quote)
        .map(
            body -> {
              byte[] bytes = Measurement.of(body.bytes()).toByteArray();
              int start = body instanceof TdReport ? TD_REPORT_DATA : ENCLAVE_REPORT_DATA;
              Arrays.fill(bytes, start, start + REPORT_DATA_SIZE, (byte) 0);
              return bytes;
            });
  }

  private static Optional<ReportBody> body(ByteBuffer quote) {
    return Quote.tryParse(quote) instanceof QuoteParse.Parsed parsed
        ? Optional.of(parsed.quote().body())
        : Optional.empty();
  }

  /** Whether a quote's report data is this hash, and zero after it. */
  static Binding inReportData(String name, ByteBuffer quote, String what, byte[] hash) {
    Measurement expected = Measurement.of(Arrays.copyOf(hash, REPORT_DATA_SIZE));
    return body(quote)
        .map(ReportBody::reportData)
        .map(actual -> compared(name, "report data", actual, what, expected))
        .orElseGet(
            () -> new Binding(name, Outcome.NOT_CHECKED, "the quote in it cannot be parsed"));
  }

  /** Whether two values are one. */
  static Binding compared(
      String name, String first, Measurement actual, String second, Measurement expected) {
    boolean holds = actual.equals(expected);
    return new Binding(
        name,
        holds ? Outcome.HOLDS : Outcome.FAILS,
        first + " " + actual + "; " + second + " " + expected);
  }
}
