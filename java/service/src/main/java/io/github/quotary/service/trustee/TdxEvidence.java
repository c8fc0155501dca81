package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrReplay;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Evidence of a TD: {@code {"quote", "cc_eventlog"}}, base64. Nothing of it is verified.
 *
 * @param quote the quote
 * @param log the firmware's log, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TdxEvidence(byte[] quote, Optional<CcelLog> log) {
  static TdxEvidence read(JsonNode evidence) throws EvaluationException {
    JsonNode quote = evidence.path("quote");
    JsonNode log = evidence.path("cc_eventlog");
    boolean hasLog = !log.isMissingNode() && !log.isNull();
    if (!quote.isTextual() || (hasLog && !log.isTextual())) {
      throw failed("Deserialize TDX Evidence failed.", "quote and cc_eventlog are base64 strings");
    }
    if (quote.textValue().isEmpty()) {
      throw failed("TDX Verifier", "TDX Quote is empty.");
    }
    return new TdxEvidence(
        base64(quote.textValue(), "quote"),
        hasLog && !log.textValue().isEmpty()
            ? Optional.of(ccel(base64(log.textValue(), "cc_eventlog")))
            : Optional.empty());
  }

  private static byte[] base64(String text, String name) throws EvaluationException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw failed("TDX Verifier", name + " is not base64");
    }
  }

  private static CcelLog ccel(byte[] bytes) throws EvaluationException {
    try {
      return CcelLog.parse(ByteBuffer.wrap(bytes));
    } catch (EventLogFormatException e) {
      throw failed("TDX Verifier", "Parse CC Eventlog failed: " + e.getMessage());
    }
  }

  /** The registers that the log does not give; empty without a log. */
  Optional<String> logProblem(TdReport report) {
    if (log.isEmpty()) {
      return Optional.empty();
    }
    RtmrReplay replay = RtmrReplay.of(log.get());
    for (Rtmr register : Rtmr.values()) {
      if (!replay.computed(register).equals(report.rtmr(register.index()))) {
        return Optional.of(
            register
                + " is "
                + report.rtmr(register.index())
                + " in the quote; the event log gives "
                + replay.computed(register));
      }
    }
    return Optional.empty();
  }

  private static EvaluationException failed(String step, String problem) {
    return EvaluationException.failed(
        "attestation report evaluate", "Verifier evaluate failed: " + step, problem);
  }
}
