package io.github.quotary.domain.dstack;

import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A versioned attestation of Intel TDX, decoded and not verified: quote, log and configuration in
 * one. All of its parts come from the prover; nothing from elsewhere may be mixed in.
 *
 * @param version 0 (SCALE) or 1 (MessagePack)
 * @param quote the quote, read-only
 * @param eventLog the log; stripped of firmware's events as a rule, so that it gives RTMR3 only
 * @param reportData the report data that the prover states, 64 bytes
 * @param config the VM's configuration, JSON; may be empty
 * @param stack who made it: "dstack" or "dstack-pod"
 * @param reportDataPayload what the report data is made of, where it says that
 */
public record TdxAttestation(
    int version,
    ByteBuffer quote,
    RuntimeEventLog eventLog,
    Measurement reportData,
    String config,
    String stack,
    Optional<String> reportDataPayload) {
  /** Longest attestation that is read. */
  public static final int MAX_BYTES = 10 << 20;

  /** A view, of its own position. */
  @Override
  public ByteBuffer quote() {
    return quote.duplicate();
  }

  /** Whether the stated report data is that of the quote. */
  public boolean statesReportDataOf(TdReport report) {
    return reportData.equals(report.reportData());
  }

  /**
   * Decodes a versioned attestation: the buffer's remaining bytes, up to the last. Never throws.
   */
  public static AttestationDecoding decode(ByteBuffer bytes) {
    try {
      return AttestationDecoder.decode(bytes);
    } catch (MalformedException e) {
      return new AttestationDecoding.Malformed(e.offset(), e.problem());
    } catch (EventLogFormatException e) {
      return new AttestationDecoding.Malformed(
          e.offset(), "event " + e.eventIndex() + " of its log: " + e.problem());
    }
  }
}
