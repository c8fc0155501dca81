package io.github.quotary.domain.dstack;

import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The response of dstack's guest agent to a quote request: quote and log, decoded and not verified.
 * All of it comes from the prover; only what the quote's signature covers, and the log that replays
 * to it, can count.
 *
 * @param quote the quote, read-only
 * @param eventLog the log, if there is one
 * @param logProblem why the log could not be read, if it could not
 * @param statedReportData the report data that the answer states next to the quote, 64 bytes; an
 *     unsigned copy
 * @param vmConfig the VM's configuration, JSON, if there is one
 */
public record QuoteAnswer(
    ByteBuffer quote,
    Optional<RuntimeEventLog> eventLog,
    Optional<String> logProblem,
    Optional<Measurement> statedReportData,
    Optional<String> vmConfig) {
  /** A view, of its own position. */
  @Override
  public ByteBuffer quote() {
    return quote.duplicate();
  }

  /**
   * Reads an answer of any version: {@code GetQuote}'s {@code {quote, event_log, report_data,
   * vm_config}} or {@code RawQuote}'s {@code {quote, event_log, hash_algorithm, prefix}}; the log
   * as text or as an array. Never throws.
   */
  public static QuoteReading read(byte[] json) {
    return QuoteAnswerReader.read(json);
  }

  /** The answer of an attestation blob, which has quote, log and configuration in one. */
  public static QuoteAnswer of(TdxAttestation attestation) {
    return new QuoteAnswer(
        attestation.quote(),
        Optional.of(attestation.eventLog()),
        Optional.empty(),
        Optional.of(attestation.reportData()),
        Optional.of(attestation.config()).filter(config -> !config.isEmpty()));
  }
}
