package io.github.quotary.service.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.domain.dstack.AttestationDecoding;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a prover claims: quote, log and configuration, of which nothing is verified. The two ways to
 * send them are never mixed.
 *
 * @param quote the quote
 * @param log the log
 * @param config how the VM was launched, JSON; may be empty
 * @param reportData the report data that stands beside the quote
 * @param reportDataPayload what the report data is made of, where the prover says that
 */
record Claimed(
    ByteBuffer quote,
    RuntimeEventLog log,
    String config,
    Optional<Measurement> reportData,
    Optional<String> reportDataPayload) {
  /** Reading a claim: it was read, or the reason of the answer. */
  sealed interface Outcome {
    /**
     * It was read.
     *
     * @param claimed the claim
     */
    record Read(Claimed claimed) implements Outcome {}

    /**
     * It was not.
     *
     * @param reason the answer's reason
     */
    record Unreadable(String reason) implements Outcome {}
  }

  /** A view, of its own position. */
  @Override
  public ByteBuffer quote() {
    return quote.duplicate();
  }

  static Outcome of(VerifyRequest request) {
    if (request.attestation().isPresent()) {
      return ofAttestation(request.attestation().get());
    }
    if (request.quote().isEmpty()) {
      return new Outcome.Unreadable("Internal error: Quote is required");
    }
    if (request.eventLog().isEmpty()) {
      return new Outcome.Unreadable("Internal error: Event log is required");
    }
    try {
      return new Outcome.Read(
          new Claimed(
              ByteBuffer.wrap(request.quote().get()).asReadOnlyBuffer(),
              RuntimeEventLog.parse(ByteBuffer.wrap(request.eventLog().get().getBytes(UTF_8))),
              request.vmConfig().orElse(""),
              Optional.empty(),
              Optional.empty()));
    } catch (EventLogFormatException e) {
      return new Outcome.Unreadable(
          "Internal error: Failed to create attestation: the event log cannot be read: "
              + e.getMessage());
    }
  }

  private static Outcome ofAttestation(byte[] bytes) {
    AttestationDecoding decoding = TdxAttestation.decode(ByteBuffer.wrap(bytes));
    if (decoding instanceof AttestationDecoding.Decoded decoded) {
      TdxAttestation attestation = decoded.attestation();
      return new Outcome.Read(
          new Claimed(
              attestation.quote(),
              attestation.eventLog(),
              attestation.config(),
              Optional.of(attestation.reportData()),
              attestation.reportDataPayload()));
    }
    if (decoding instanceof AttestationDecoding.Refused refused) {
      return new Outcome.Unreadable("Quote verification failed: " + refused.reason());
    }
    AttestationDecoding.Malformed malformed = (AttestationDecoding.Malformed) decoding;
    return new Outcome.Unreadable(
        "Internal error: Failed to decode attestation: "
            + malformed.problem()
            + " (byte "
            + malformed.offset()
            + ")");
  }

  /** What in the claim contradicts the verified report; empty if nothing does. */
  Optional<String> contradiction(TdReport report) {
    boolean isPayloadOther =
        reportDataPayload
            .filter(
                payload ->
                    !ReportDataTag.APP_DATA
                        .reportData(payload.getBytes(UTF_8))
                        .equals(reportData.orElse(report.reportData())))
            .isPresent();
    if (isPayloadOther) {
      return Optional.of("report_data does not match report_data_payload");
    }
    return reportData.filter(stated -> !stated.equals(report.reportData())).isPresent()
        ? Optional.of("tdx report_data mismatch")
        : Optional.empty();
  }
}
