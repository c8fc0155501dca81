package io.github.quotary.domain.dstack;

import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.verify.VerificationResult;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * dstack's extensions in an RA-TLS certificate, decoded and not verified. Below {@code
 * 1.3.6.1.4.1.62397.1}, each a DER OCTET STRING within the extension's value: .1 TDX quote, .2
 * event log (JSON, perhaps compressed), .3 app id, .4 special usage, .8 versioned attestation, .9
 * app information.
 *
 * @param subjectPublicKeyInfo the certificate's key: the very bytes of its encoding
 * @param quote the quote
 * @param eventLog the event log, JSON
 * @param appId the app, as the issuer states; unproven
 * @param specialUsage what the certificate is for, as the issuer says
 * @param attestation quote and log in one; if present, it replaces the two
 * @param appInfo the app, as the issuer says; MessagePack
 */
public record RaTlsCertificate(
    ByteBuffer subjectPublicKeyInfo,
    Optional<ByteBuffer> quote,
    Optional<ByteBuffer> eventLog,
    Optional<Measurement> appId,
    Optional<String> specialUsage,
    Optional<ByteBuffer> attestation,
    Optional<ByteBuffer> appInfo) {
  /** A view, of its own position. */
  @Override
  public ByteBuffer subjectPublicKeyInfo() {
    return subjectPublicKeyInfo.duplicate();
  }

  /** A view, of its own position. */
  @Override
  public Optional<ByteBuffer> quote() {
    return quote.map(ByteBuffer::duplicate);
  }

  /** A view, of its own position. */
  @Override
  public Optional<ByteBuffer> eventLog() {
    return eventLog.map(ByteBuffer::duplicate);
  }

  /** A view, of its own position. */
  @Override
  public Optional<ByteBuffer> attestation() {
    return attestation.map(ByteBuffer::duplicate);
  }

  /** A view, of its own position. */
  @Override
  public Optional<ByteBuffer> appInfo() {
    return appInfo.map(ByteBuffer::duplicate);
  }

  /** Reads a certificate: DER, or PEM, of which the first certificate counts. Never throws. */
  public static Reading<RaTlsCertificate> read(byte[] certificate) {
    return RaTlsReader.read(certificate);
  }

  /**
   * Whether a verified quote is bound to this certificate's key: its report data is SHA-512 of
   * {@code "ratls-cert:"} and the key. Never of an SGX quote.
   */
  public boolean isBoundTo(VerificationResult.Verified verified) {
    return verified.tdReport().filter(this::isNamedBy).isPresent();
  }

  /** The same of a report that anybody may have made. */
  boolean isNamedBy(TdReport report) {
    byte[] key = new byte[subjectPublicKeyInfo.remaining()];
    subjectPublicKeyInfo.duplicate().get(key);
    return ReportDataTag.RA_TLS_CERT.reportData(key).equals(report.reportData());
  }
}
